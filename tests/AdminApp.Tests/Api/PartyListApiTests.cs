using System.Net;
using System.Text.Json;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class PartyListApiTestsOnSqlite(ApiServer server) : PartyListApiTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class PartyListApiTestsOnPostgres(PostgresApiServer server) : PartyListApiTests(server);

public abstract class PartyListApiTests(ApiServer server)
{
    private static readonly string[] TheOriginsKeys =
    [
        "id", "type", "name", "contact_person", "contact_number", "email", "gstin", "gst_registration_status", "gst_enabled",
        "billing_address_line1", "billing_address_line2", "billing_city", "billing_state", "billing_country", "billing_pincode",
        "shipping_address_line1", "shipping_address_line2", "shipping_city", "shipping_state", "shipping_country", "shipping_pincode", "notes", "is_active",
    ];

    [Theory]
    [InlineData("/api/parties")]
    [InlineData("/api/parties/customers")]
    [InlineData("/api/parties/vendors")]
    public async Task A_list_is_a_bare_array_of_parties_with_the_origins_keys_in_its_order(string path)
    {
        var list = await server.Viewer.GetJsonAsync(path + "?include_inactive=true");
        Assert.Equal(JsonValueKind.Array, list.ValueKind);
        Assert.NotEqual(0, list.GetArrayLength());
        Assert.All(list.EnumerateArray(), party => Assert.Equal(TheOriginsKeys, party.Keys()));
    }

    [Fact]
    public async Task Every_stored_field_is_shown_under_its_key()
    {
        var party = Assert.Single((await server.Viewer.GetJsonAsync("/api/parties?search=angstrom")).EnumerateArray().ToList());
        Assert.Equal(
            """
            {"id":1,"type":"customer","name":"Ångström Traders","contact_person":"Asha Rao","contact_number":"+91 80 5550 0100","email":"asha@example.in","gstin":"29ABCDE1234F1Z5","gst_registration_status":"GST registered","gst_enabled":false,"billing_address_line1":"12 MG Road","billing_address_line2":"2nd floor","billing_city":"Bengaluru","billing_state":"Karnataka","billing_country":"India","billing_pincode":"560001","shipping_address_line1":"Dock 4","shipping_address_line2":"Gate B","shipping_city":"Chennai","shipping_state":"Tamil Nadu","shipping_country":"India","shipping_pincode":"600001","notes":"100% \"prepaid\"","is_active":true}
            """,
            party.GetRawText());
    }

    [Fact]
    public async Task What_is_not_stored_is_null_save_the_three_fields_the_origin_fills()
    {
        var party = Assert.Single((await server.Viewer.GetJsonAsync("/api/parties?search=bare")).EnumerateArray().ToList());
        Assert.Equal("customer", party.GetProperty("type").GetString());
        Assert.Equal("GST not registered", party.GetProperty("gst_registration_status").GetString());
        Assert.True(party.GetProperty("gst_enabled").GetBoolean());
        foreach (var key in TheOriginsKeys.Except(["id", "type", "name", "gst_registration_status", "gst_enabled", "is_active"]))
            Assert.Equal(JsonValueKind.Null, party.GetProperty(key).ValueKind);
    }

    [Fact]
    public async Task Inactive_parties_are_left_out_unless_asked_for()
    {
        Assert.Empty((await server.Viewer.GetJsonAsync("/api/parties?search=closed")).Names());
        foreach (var yes in new[] { "true", "1", "yes", "on", "TRUE" })
            Assert.Equal(["Closed Vendor"], (await server.Viewer.GetJsonAsync("/api/parties?search=closed&include_inactive=" + yes)).Names());
        foreach (var no in new[] { "false", "0", "no", "off" })
            Assert.Empty((await server.Viewer.GetJsonAsync("/api/parties?search=closed&include_inactive=" + no)).Names());
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("")]
    [InlineData("2")]
    public async Task Include_inactive_that_is_no_boolean_is_a_fault_of_the_query(string value)
    {
        var fault = (await server.Viewer.SendAsync(HttpMethod.Get, "/api/parties/vendors?include_inactive=" + value).JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault();
        Assert.Equal(["type", "loc", "msg", "input"], fault.Keys());
        Assert.Equal("bool_parsing", fault.GetProperty("type").GetString());
        Assert.Equal("query.include_inactive", fault.Loc());
        Assert.Equal("Input should be a valid boolean, unable to interpret input", fault.GetProperty("msg").GetString());
        Assert.Equal(value, fault.GetProperty("input").GetString());
    }

    [Fact]
    public async Task Type_finds_what_it_names_and_both_sided_parties_are_vendors()
    {
        async Task<string[]> Of(string type) => (await server.Viewer.GetJsonAsync($"/api/parties?include_inactive=true&type={type}")).Names();
        var (customers, vendors) = (await Of("customer"), await Of("vendor"));
        Assert.Contains("Bare", customers);
        Assert.DoesNotContain("Both Sides", customers);
        Assert.Contains("Both Sides", vendors);
        Assert.Contains("Closed Vendor", vendors);
        Assert.Equal((await Of("")).Length, customers.Length + vendors.Length);
        Assert.Empty(await Of("supplier"));
        Assert.Contains("Both Sides", (await server.Viewer.GetJsonAsync("/api/parties/customers?type=vendor")).Names());
    }

    [Fact]
    public async Task A_party_on_both_sides_is_in_both_lists_and_one_on_none_only_in_the_whole()
    {
        Assert.Contains("Both Sides", (await server.Viewer.GetJsonAsync("/api/parties/customers")).Names());
        Assert.Contains("Both Sides", (await server.Viewer.GetJsonAsync("/api/parties/vendors")).Names());
        Assert.DoesNotContain("Bare", (await server.Viewer.GetJsonAsync("/api/parties/customers")).Names());
        Assert.DoesNotContain("Bare", (await server.Viewer.GetJsonAsync("/api/parties/vendors")).Names());
        Assert.Contains("Bare", (await server.Viewer.GetJsonAsync("/api/parties")).Names());
    }

    [Theory]
    [InlineData("name", "STRÖM TRA")]
    [InlineData("contact person", "asha rao")]
    [InlineData("contact number", "5550 0100")]
    [InlineData("e-mail", "ASHA@EXAMPLE")]
    [InlineData("GSTIN", "abcde1234f")]
    [InlineData("billing address line 1", "12 mg")]
    [InlineData("billing city", "bengal")]
    [InlineData("billing state", "karnat")]
    public async Task Search_looks_at_the(string field, string term)
    {
        var found = (await server.Viewer.GetJsonAsync("/api/parties?search=" + Uri.EscapeDataString(term))).Names();
        Assert.True(found.Contains("Ångström Traders"), field);
        Assert.DoesNotContain("Both Sides", found);
    }

    [Theory]
    [InlineData("%25", "Kept")]
    [InlineData("0%25_l", "Kept")]
    [InlineData("_lit", "Kept")]
    public async Task Percent_and_underscore_stand_for_themselves(string term, string name) =>
        Assert.Equal([name], (await server.Viewer.GetJsonAsync("/api/parties?search=" + term)).Names());

    [Fact]
    public async Task Lists_are_ordered_by_name_whatever_case_and_accents()
    {
        var names = (await server.Viewer.GetJsonAsync("/api/parties?include_inactive=1")).Names();
        Assert.True(Array.IndexOf(names, "Ångström Traders") < Array.IndexOf(names, "Bare"));
        Assert.True(Array.IndexOf(names, "Bare") < Array.IndexOf(names, "Both Sides"));
    }

    [Fact]
    public async Task A_trailing_slash_redirects_with_the_query()
    {
        using var answer = await server.Viewer.SendAsync(HttpMethod.Get, "/api/parties/customers/?search=a%20b");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal("/api/parties/customers?search=a%20b", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Twenty_thousand_parties_arrive_as_one_array()
    {
        using var client = server.As("administrator", ApiServer.Large);
        var list = await client.GetJsonAsync("/api/parties?include_inactive=true");
        Assert.Equal(ApiServer.LargeCount, list.GetArrayLength());
        Assert.Equal("Party 00001", list[0].GetProperty("name").GetString());
        Assert.Equal($"Party {ApiServer.LargeCount}", list[ApiServer.LargeCount - 1].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Rows_are_sent_while_others_are_still_being_read()
    {
        using var client = server.As("administrator", ApiServer.Large);
        using var answer = await client.GetAsync(new Uri("/api/parties", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Null(answer.Content.Headers.ContentLength);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var first = new byte[100];
        Assert.Equal(first.Length, await stream.ReadAtLeastAsync(first, first.Length));
        Assert.StartsWith("""[{"id":1,"type":"customer","name":"Party 00001",""", System.Text.Encoding.UTF8.GetString(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_the_link_header_to_the_end_and_miss_nothing()
    {
        using var client = server.As("administrator", ApiServer.Large);
        var next = "/api/parties/customers?limit=700&search=party%2000";
        var names = new List<string>();
        var pages = 0;
        while (next is not null)
        {
            using var answer = await client.GetAsync(new Uri(next, UriKind.Relative));
            Assert.Equal("900", answer.Headers.GetValues("X-Total-Count").Single());
            names.AddRange((await answer.JsonAsync()).Names());
            pages++;
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('>')[0].TrimStart('<') : null;
        }
        Assert.Equal(2, pages);
        Assert.Equal(Enumerable.Range(1, 999).Where(i => i % 10 != 0).Select(i => $"Party {i:00000}"), names);
    }

    [Fact]
    public async Task A_term_too_broad_to_count_pages_all_the_same_and_names_no_total()
    {
        using var client = server.As("administrator", ApiServer.Large);
        using var answer = await client.GetAsync(new Uri("/api/parties?limit=2&search=PARTY&include_inactive=1", UriKind.Relative));
        Assert.Equal(["Party 00001", "Party 00002"], (await answer.JsonAsync()).Names());
        Assert.True(answer.Headers.Contains("Link"));
        Assert.False(answer.Headers.Contains("X-Total-Count"));
    }

    [Theory]
    [InlineData("limit=0", "greater_than_equal")]
    [InlineData("limit=1001", "less_than_equal")]
    [InlineData("limit=ten", "int_parsing")]
    [InlineData("cursor=nonsense", "value_error")]
    [InlineData("cursor=%7B", "value_error")]
    public async Task Paging_that_is_not_right_is_a_fault_of_the_query(string query, string type)
    {
        var fault = (await server.Viewer.SendAsync(HttpMethod.Get, "/api/parties?" + query).JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault();
        Assert.Equal(type, fault.GetProperty("type").GetString());
        Assert.Equal("query." + query.Split('=')[0], fault.Loc());
    }
}
