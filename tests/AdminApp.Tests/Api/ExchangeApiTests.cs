using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class ExchangeApiTestsOnSqlite(ApiServer server) : ExchangeApiTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class ExchangeApiTestsOnPostgres(PostgresApiServer server) : ExchangeApiTests(server);

/// <summary>Export, import and repeated bulk calls.</summary>
public abstract class ExchangeApiTests(ApiServer server)
{
    private const string Deactivate = "/api/parties/bulk/deactivate";

    [Fact]
    public async Task An_export_holds_what_the_filter_finds_and_no_formula()
    {
        var id = await server.Support.CreatePartyAsync("=1+1, \"evil\"");
        await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{id}", """{"billing_city":"Exportpur","contact_number":"+91 80","notes":"a\nb"}""").JsonAsync();
        using var answer = await server.Viewer.GetAsync(new Uri("/api/parties/export?city=Exportpur&status=all", UriKind.Relative));
        Assert.Equal(("text/csv", "attachment"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType));
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", 3);
        Assert.StartsWith("id,type,name,contact_person,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{id},customer,\"'=1+1, \"\"evil\"\"\",,'+91 80,", lines[1], StringComparison.Ordinal);

        var json = await server.Viewer.GetJsonAsync("/api/parties/export?format=json&search=exportpur");
        Assert.Equal((await server.Viewer.GetJsonAsync("/api/parties?search=exportpur")).GetRawText(), json.GetRawText());
        var products = await server.Viewer.GetStringAsync(new Uri("/api/products/export?status=inactive", UriKind.Relative));
        Assert.Contains("Gloves,,consumable,5", products, StringComparison.Ordinal);

        var problem = await server.Viewer.SendAsync(HttpMethod.Get, "/api/parties/export?format=xls").JsonAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal((422, "query.format"), (problem.GetProperty("status").GetInt32(), problem.GetProperty("errors")[0].Loc()));
    }

    [Fact]
    public async Task An_exported_party_comes_back_through_an_import()
    {
        var csv = "id,name,billing_address_line1,billing_city,billing_state,contact_number,type\r\n7,'=Sum Traders,1 Road,Importpur,Kerala,'+91 80,both\r\n8,,1 Road,Importpur,Kerala,,\r\n";
        using var file = new StringContent(csv, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var sent = await server.Support.PostAsync(new Uri("/api/imports", UriKind.Relative), file);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var import = $"/api/imports/{(await sent.JsonAsync()).GetProperty("id").GetString()}";
        var strict = await server.Support.SendAsync(HttpMethod.Post, import + "/check").JsonAsync();
        Assert.Equal((2, 1, false), (Number(strict, "rows"), Number(strict, "bad"), strict.GetProperty("can_apply").GetBoolean()));
        await server.Support.SendAsync(HttpMethod.Post, import + "/apply").JsonAsync(HttpStatusCode.Conflict);
        await server.Support.SendAsync(HttpMethod.Post, import + "/check", """{"on_fault":"skip","file":"p.csv"}""").JsonAsync();
        var batch = await server.Support.SendAsync(HttpMethod.Post, import + "/apply", """{"reason":"From the fair"}""").JsonAsync();
        Assert.Equal((1, "completed", "From the fair"), (Number(batch, "changed"), batch.GetProperty("state").GetString(), batch.GetProperty("reason").GetString()));
        var party = (await server.Viewer.GetJsonAsync("/api/parties?search=importpur"))[0];
        Assert.Equal(("=Sum Traders", "+91 80", "vendor"), (party.GetProperty("name").GetString(), party.GetProperty("contact_number").GetString(), party.GetProperty("type").GetString()));

        var faults = await server.Support.GetStringAsync(new Uri(import + "/faults", UriKind.Relative));
        Assert.Contains("8,,1 Road,Importpur,Kerala,,,3,Name is required.", faults, StringComparison.Ordinal);
        await server.Support.SendAsync(HttpMethod.Post, $"/api/batches/{batch.GetProperty("id").GetString()}/undo").JsonAsync();
        Assert.Equal(0, (await server.Viewer.GetJsonAsync("/api/parties?search=importpur")).GetArrayLength());
        await server.Support.SendAsync(HttpMethod.Post, "/api/imports/..%2f..%2fcentral/check").JsonAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_key_with_the_same_request_gets_the_same_answer_and_does_nothing_twice()
    {
        var id = await server.Support.CreatePartyAsync("Once");
        var body = $$"""{"ids":[{{id}}],"reason":"Closed"}""";
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await server.Support.SendAsync(HttpMethod.Post, Deactivate, body, key);
        var answer = await first.Content.ReadAsStringAsync();
        await server.Support.SendAsync(HttpMethod.Post, $"/api/parties/{id}/activate").JsonAsync();

        using var second = await server.Support.SendAsync(HttpMethod.Post, Deactivate, body, key);
        Assert.Equal((first.StatusCode, answer, "true"), (second.StatusCode, await second.Content.ReadAsStringAsync(), second.Headers.GetValues("Idempotency-Replayed").Single()));
        Assert.True((await server.Viewer.GetJsonAsync($"/api/parties/{id}")).GetProperty("is_active").GetBoolean());

        var other = await server.Support.SendAsync(HttpMethod.Post, Deactivate, body.Replace("Closed", "Moved", StringComparison.Ordinal), key).JsonAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("header.Idempotency-Key", other.GetProperty("errors")[0].Loc());
        await server.Support.SendAsync(HttpMethod.Post, Deactivate, body, ("Idempotency-Key", "two words")).JsonAsync(HttpStatusCode.BadRequest);
        // A refusal is not kept: the corrected state of things decides anew.
        var fresh = ("Idempotency-Key", Guid.NewGuid().ToString());
        var wrong = $$"""{"ids":[{{id}}],"reason":"Closed","expected_changes":7}""";
        await server.Support.SendAsync(HttpMethod.Post, Deactivate, wrong, fresh).JsonAsync(HttpStatusCode.Conflict);
        await server.Support.SendAsync(HttpMethod.Post, Deactivate, body, fresh).JsonAsync();
    }

    [Fact]
    public async Task Of_two_calls_with_one_key_at_once_one_does_the_work()
    {
        var id = await server.Support.CreatePartyAsync("At once");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.Support.SendAsync(HttpMethod.Post, Deactivate, $$"""{"ids":[{{id}}],"reason":"Closed"}""", key)));
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        var batches = new HashSet<string?>();
        foreach (var answer in answers.Where(answer => answer.StatusCode == HttpStatusCode.OK))
            batches.Add((await answer.JsonAsync()).GetProperty("id").GetString());
        Assert.Single(batches);
    }

    private static int Number(JsonElement json, string key) => json.GetProperty(key).GetInt32();
}
