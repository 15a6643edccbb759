using System.Net;
using System.Text;
using System.Text.Json;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class PartyWriteApiTestsOnSqlite(ApiServer server) : PartyWriteApiTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class PartyWriteApiTestsOnPostgres(PostgresApiServer server) : PartyWriteApiTests(server);

public abstract class PartyWriteApiTests(ApiServer server)
{
    private const string Least = """{"type":"customer","name":"Least","billing_address_line1":"1 Road","billing_city":"Pune","billing_state":"Maharashtra"}""";

    [Fact]
    public async Task A_party_of_the_five_required_fields_gets_the_origins_defaults()
    {
        using var answer = await server.Support.SendAsync(HttpMethod.Post, "/api/parties", Least);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var party = await answer.JsonAsync();
        Assert.Equal($"/api/parties/{party.GetProperty("id")}", answer.Headers.Location?.OriginalString);
        Assert.Equal("customer", party.GetProperty("type").GetString());
        Assert.Equal("GST not registered", party.GetProperty("gst_registration_status").GetString());
        Assert.True(party.GetProperty("gst_enabled").GetBoolean());
        Assert.Equal("India", party.GetProperty("billing_country").GetString());
        Assert.Equal(JsonValueKind.Null, party.GetProperty("shipping_country").ValueKind);
        Assert.Equal(JsonValueKind.Null, party.GetProperty("gstin").ValueKind);
        Assert.True(party.GetProperty("is_active").GetBoolean());
        Assert.Equal(23, party.Keys().Length);
    }

    [Fact]
    public async Task Every_field_of_a_new_party_is_kept()
    {
        const string Body = """
            {"type":"vendor","name":"Full","contact_person":"a","contact_number":"b","email":"not an address","gstin":"29ABCDE1234F1Z5","gst_registration_status":"Composition scheme","gst_enabled":false,"billing_address_line1":"c","billing_address_line2":"d","billing_city":"e","billing_state":"f","billing_country":"g","billing_pincode":"h","shipping_address_line1":"i","shipping_address_line2":"j","shipping_city":"k","shipping_state":"l","shipping_country":"m","shipping_pincode":"n","notes":"o"}
            """;
        var sent = JsonDocument.Parse(Body).RootElement;
        var party = await server.Support.SendAsync(HttpMethod.Post, "/api/parties", Body).JsonAsync(HttpStatusCode.Created);
        Assert.All(sent.EnumerateObject(), field => Assert.Equal(field.Value.ToString(), party.GetProperty(field.Name).ToString()));
        var stored = await server.Support.GetJsonAsync($"/api/parties/{party.GetProperty("id")}");
        Assert.Equal(party.GetRawText(), stored.GetRawText());
    }

    [Fact]
    public async Task The_origins_leniency_is_kept()
    {
        // Empty texts, the same twice, any type but vendor, unknown keys and a state that is not the caller's to set.
        const string Body = """{"type":"Vendor","name":"","billing_address_line1":"","billing_city":"","billing_state":"","gstin":"","is_active":false,"tenant_id":9,"unknown":[1]}""";
        for (var i = 0; i < 2; i++)
        {
            var party = await server.Support.SendAsync(HttpMethod.Post, "/api/parties", Body).JsonAsync(HttpStatusCode.Created);
            Assert.Equal("customer", party.GetProperty("type").GetString());
            Assert.Equal("", party.GetProperty("name").GetString());
            Assert.True(party.GetProperty("is_active").GetBoolean());
        }
    }

    [Theory]
    [InlineData("type")]
    [InlineData("name")]
    [InlineData("billing_address_line1")]
    [InlineData("billing_city")]
    [InlineData("billing_state")]
    public async Task A_required_field_that_is_missing_or_null_is_named(string field)
    {
        var body = JsonSerializer.Deserialize<Dictionary<string, object?>>(Least)!;
        body[field] = null;
        var isNull = (await PostAsync(JsonSerializer.Serialize(body))).Fault();
        Assert.Equal(("string_type", "body." + field), (isNull.GetProperty("type").GetString(), isNull.Loc()));
        body.Remove(field);
        var missing = (await PostAsync(JsonSerializer.Serialize(body))).Fault();
        Assert.Equal(("missing", "body." + field, "Field required"), (missing.GetProperty("type").GetString(), missing.Loc(), missing.GetProperty("msg").GetString()));
        Assert.Equal(JsonValueKind.Object, missing.GetProperty("input").ValueKind);
    }

    [Fact]
    public async Task All_faults_of_a_body_are_reported_together()
    {
        var faults = (await PostAsync("""{"type":1,"name":["x"],"gst_enabled":"perhaps"}""")).GetProperty("detail").EnumerateArray().Select(fault => fault.Loc() + " " + fault.GetProperty("type").GetString());
        Assert.Equivalent(
            new[] { "body.type string_type", "body.name string_type", "body.gst_enabled bool_parsing", "body.billing_address_line1 missing", "body.billing_city missing", "body.billing_state missing" },
            faults, strict: true);
    }

    [Theory]
    [InlineData("29ABCDE1234F1Z5", true)]
    [InlineData("29ABCDE1234F1#5", true)]
    [InlineData("29abcde1234f1z5", false)]
    [InlineData("29ABCDE1234F1Z", false)]
    [InlineData("29ABCDE1234F1Z55", false)]
    [InlineData("X9ABCDE1234F1Z5", false)]
    public async Task A_gstin_is_judged_as_the_origin_judges_it_even_when_gst_is_off(string gstin, bool accepted)
    {
        var body = Least.Replace("}", $",\"gst_enabled\":false,\"gstin\":\"{gstin}\"}}", StringComparison.Ordinal);
        using var answer = await server.Support.SendAsync(HttpMethod.Post, "/api/parties", body);
        Assert.Equal(accepted ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        if (accepted)
            return;
        var fault = (await answer.JsonAsync()).Fault();
        Assert.Equal(("value_error", "body.gstin", "Value error, Invalid GSTIN format"), (fault.GetProperty("type").GetString(), fault.Loc(), fault.GetProperty("msg").GetString()));
        Assert.Equal(gstin, fault.GetProperty("input").GetString());
    }

    [Theory]
    [InlineData("name", 100)]
    [InlineData("contact_number", 20)]
    [InlineData("billing_address_line1", 200)]
    [InlineData("shipping_city", 50)]
    [InlineData("billing_pincode", 10)]
    [InlineData("notes", 500)]
    public async Task A_text_as_wide_as_its_column_is_taken_and_a_longer_one_named(string field, int width)
    {
        var id = await server.Support.CreatePartyAsync("Wide");
        await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{id}", $$"""{"{{field}}":"{{new string('x', width)}}"}""").JsonAsync();
        var fault = (await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{id}", $$"""{"{{field}}":"{{new string('x', width + 1)}}"}""")
            .JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault();
        Assert.Equal(("string_too_long", "body." + field, $"String should have at most {width} characters"), (fault.GetProperty("type").GetString(), fault.Loc(), fault.GetProperty("msg").GetString()));
        Assert.Equal(width, fault.GetProperty("ctx").GetProperty("max_length").GetInt32());
    }

    [Theory]
    [InlineData("""{"name":""", "json_invalid")]
    [InlineData("[]", "model_attributes_type")]
    [InlineData("null", "model_attributes_type")]
    [InlineData("", "missing")]
    public async Task A_body_that_is_no_object_is_a_fault_of_the_body(string body, string type)
    {
        var fault = (await PostAsync(body)).Fault();
        Assert.Equal(type, fault.GetProperty("type").GetString());
        Assert.StartsWith("body", fault.Loc(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_no_json()
    {
        using var form = new StringContent("type=customer", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await server.Support.PostAsync(new Uri("/api/parties", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("model_attributes_type", (await answer.JsonAsync()).Fault().GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_update_changes_what_is_sent_clears_what_is_null_and_ignores_type_and_state()
    {
        var id = await server.Support.CreatePartyAsync("Before");
        await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{id}", """{"notes":"n","email":"e"}""").JsonAsync();
        var party = await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{id}", """{"name":"After","notes":null,"gst_enabled":"no","type":"vendor","is_active":false,"id":1}""").JsonAsync();
        Assert.Equal(id, party.GetProperty("id").GetInt32());
        Assert.Equal("After", party.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, party.GetProperty("notes").ValueKind);
        Assert.Equal("e", party.GetProperty("email").GetString());
        Assert.Equal("12 MG Road", party.GetProperty("billing_address_line1").GetString());
        Assert.False(party.GetProperty("gst_enabled").GetBoolean());
        Assert.Equal("customer", party.GetProperty("type").GetString());
        Assert.True(party.GetProperty("is_active").GetBoolean());
    }

    [Fact]
    public async Task Clearing_gst_fields_shows_the_origins_defaults()
    {
        var id = await server.Support.CreatePartyAsync("Cleared");
        var party = await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{id}", """{"gst_enabled":null,"gst_registration_status":null}""").JsonAsync();
        Assert.True(party.GetProperty("gst_enabled").GetBoolean());
        Assert.Equal("GST not registered", party.GetProperty("gst_registration_status").GetString());
    }

    [Fact]
    public async Task An_inactive_party_can_be_updated() =>
        Assert.False((await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{ApiData.Inactive}", """{"notes":"moved"}""").JsonAsync()).GetProperty("is_active").GetBoolean());

    [Fact]
    public async Task A_name_cannot_be_null()
    {
        var fault = (await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{ApiData.Bare}", """{"name":null}""").JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault();
        Assert.Equal(("string_type", "body.name"), (fault.GetProperty("type").GetString(), fault.Loc()));
    }

    [Fact]
    public async Task Toggle_flips_and_a_retry_flips_back()
    {
        var id = await server.Support.CreatePartyAsync("Flip");
        foreach (var expected in new[] { false, true })
        {
            var party = await server.Support.SendAsync(HttpMethod.Patch, $"/api/parties/{id}/toggle").JsonAsync();
            Assert.Equal(expected, party.GetProperty("is_active").GetBoolean());
            Assert.Equal(23, party.Keys().Length);
        }
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("PATCH", "/toggle")]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/activate")]
    [InlineData("POST", "/deactivate")]
    public async Task An_unknown_id_is_not_found_and_a_word_is_no_id(string method, string path)
    {
        var body = method == "PUT" ? "{}" : null;
        foreach (var id in new[] { "999999", "-1", "99999999999999999999" })
            Assert.Equal("Party not found", (await server.Support.SendAsync(new HttpMethod(method), $"/api/parties/{id}{path}", body).JsonAsync(HttpStatusCode.NotFound)).Detail());
        var fault = (await server.Support.SendAsync(new HttpMethod(method), $"/api/parties/one{path}", body).JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault();
        Assert.Equal(("int_parsing", "path.party_id", "one"), (fault.GetProperty("type").GetString(), fault.Loc(), fault.GetProperty("input").GetString()));
        Assert.Equal("Input should be a valid integer, unable to parse string as an integer", fault.GetProperty("msg").GetString());
    }

    private Task<JsonElement> PostAsync(string body) => server.Support.SendAsync(HttpMethod.Post, "/api/parties", body).JsonAsync(HttpStatusCode.UnprocessableEntity);
}
