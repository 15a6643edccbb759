using System.Net;
using System.Text.Json;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class PartyBulkApiTestsOnSqlite(ApiServer server) : PartyBulkApiTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class PartyBulkApiTestsOnPostgres(PostgresApiServer server) : PartyBulkApiTests(server);

public abstract class PartyBulkApiTests(ApiServer server)
{
    private const string Deactivate = "/api/parties/bulk/deactivate";
    private const string Activate = "/api/parties/bulk/activate";

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        var id = await server.Support.CreatePartyAsync("Dry");
        var preview = await server.Support.SendAsync(HttpMethod.Post, Deactivate, $$"""{"ids":[{{id}},{{ApiData.Inactive}},{{ApiData.Protected}},888888,{{id}}],"dry_run":true}""").JsonAsync();
        Assert.Equal(["dry_run", "action", "total", "will_change", "already", "protected", "dependants", "sample", "not_found"], preview.Keys());
        Assert.Equal((3, 1, 1, 1), (Number(preview, "total"), Number(preview, "will_change"), Number(preview, "already"), Number(preview, "protected")));
        Assert.Equal("[888888]", preview.GetProperty("not_found").GetRawText());
        Assert.Equal("""["Dry"]""", preview.GetProperty("sample").GetRawText());
        Assert.True((await server.Viewer.GetJsonAsync($"/api/parties/{id}")).GetProperty("is_active").GetBoolean());
    }

    [Fact]
    public async Task Few_parties_are_done_when_the_answer_comes_and_undo_takes_them_back()
    {
        var ids = new[] { await server.Support.CreatePartyAsync("Bulk A"), await server.Support.CreatePartyAsync("Bulk B") };
        var done = await server.Support.SendAsync(HttpMethod.Post, Deactivate, $$"""{"ids":[{{ids[0]}},{{ids[1]}},{{ApiData.Protected}},777777],"reason":"Closed"}""").JsonAsync();
        Assert.Equal(("completed", "deactivate", 2), (done.GetProperty("state").GetString(), done.GetProperty("action").GetString(), Number(done, "changed")));
        Assert.Equal(
            ["Bulk A changed", "Bulk B changed", "Kept protected"],
            done.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("name").GetString()} {item.GetProperty("outcome").GetString()}").Order());
        Assert.Equal("[777777]", done.GetProperty("not_found").GetRawText());
        Assert.False((await server.Viewer.GetJsonAsync($"/api/parties/{ids[0]}")).GetProperty("is_active").GetBoolean());

        var batch = done.GetProperty("id").GetString();
        var rows = await server.Administrator.GetJsonAsync($"/api/audit-trail?batch_id={batch}");
        Assert.Equal(2, rows.GetArrayLength());
        Assert.All(rows.EnumerateArray(), row => Assert.Equal(("DEACTIVATE", "Closed", "support"), (row.GetProperty("action").GetString(), row.GetProperty("reason").GetString(), row.GetProperty("user").GetString())));

        // Somebody changes one of them in between: undo leaves it alone and says so.
        await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{ids[1]}", """{"notes":"touched"}""").JsonAsync();
        var undone = await server.Support.SendAsync(HttpMethod.Post, $"/api/batches/{batch}/undo").JsonAsync();
        Assert.Equal((1, 1, batch), (Number(undone, "changed"), Number(undone, "drifted"), undone.GetProperty("undo_of").GetString()));
        Assert.True((await server.Viewer.GetJsonAsync($"/api/parties/{ids[0]}")).GetProperty("is_active").GetBoolean());
        Assert.False((await server.Viewer.GetJsonAsync($"/api/parties/{ids[1]}")).GetProperty("is_active").GetBoolean());
        var again = await server.Support.SendAsync(HttpMethod.Post, $"/api/batches/{batch}/undo").JsonAsync();
        Assert.Equal(undone.GetProperty("id").GetString(), again.GetProperty("id").GetString());
        var drifted = await server.Viewer.GetJsonAsync($"/api/batches/{undone.GetProperty("id").GetString()}/items?outcome=drifted");
        Assert.Equal(["Bulk B"], drifted.Names());
    }

    [Fact]
    public async Task Many_parties_are_done_in_the_background_and_the_batch_tells_how_far()
    {
        using var client = server.As("administrator", ApiServer.Large);
        using var answer = await client.SendAsync(HttpMethod.Post, Deactivate, """{"filter":{"search":"party 15"},"reason":"No orders","expected_changes":900}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        using var large = await client.SendAsync(HttpMethod.Post, Deactivate, """{"filter":{"search":"party 1","type":"customer","city":"Mysuru"},"reason":"No orders"}""");
        Assert.Equal(HttpStatusCode.Accepted, large.StatusCode);
        var location = large.Headers.Location!.OriginalString;
        Assert.Equal($"/api/batches/{(await large.JsonAsync()).GetProperty("id").GetString()}", location);
        var batch = await Eventually.ValueAsync(async () =>
        {
            var shown = await client.GetJsonAsync(location);
            return shown.GetProperty("state").GetString() == "completed" ? shown.GetRawText() : null;
        }, "the batch completed");
        var completed = JsonDocument.Parse(batch).RootElement;
        Assert.Equal(8100, Number(completed, "changed"));
        Assert.Equal(JsonValueKind.Null, completed.GetProperty("items").ValueKind);
        Assert.Equal(100, (await client.GetJsonAsync(location + "/items?page=9&limit=1000")).GetArrayLength());
    }

    [Fact]
    public async Task Activation_by_filter_takes_the_inactive_ones()
    {
        var id = await server.Support.CreatePartyAsync("Wakeable", "vendor");
        await server.Support.SendAsync(HttpMethod.Delete, $"/api/parties/{id}");
        var preview = await server.Support.SendAsync(HttpMethod.Post, Activate, """{"filter":{"type":"vendor","search":"wakeable"},"dry_run":true}""").JsonAsync();
        Assert.Equal((1, JsonValueKind.Null), (Number(preview, "will_change"), preview.GetProperty("not_found").ValueKind));
        var none = await server.Support.SendAsync(HttpMethod.Post, Activate, """{"filter":{"type":"customer","search":"wakeable"},"dry_run":true}""").JsonAsync();
        Assert.Equal(0, Number(none, "total"));
    }

    [Fact]
    public async Task Another_number_than_expected_changes_nothing()
    {
        var id = await server.Support.CreatePartyAsync("Unexpected");
        var refusal = await server.Support.SendAsync(HttpMethod.Post, Deactivate, $$"""{"ids":[{{id}}],"reason":"x","expected_changes":2}""").JsonAsync(HttpStatusCode.Conflict);
        Assert.Contains("1 parties would change, not 2", refusal.Detail(), StringComparison.Ordinal);
        Assert.True((await server.Viewer.GetJsonAsync($"/api/parties/{id}")).GetProperty("is_active").GetBoolean());
    }

    [Theory]
    [InlineData("""{"reason":"x"}""", "body")]
    [InlineData("""{"ids":[1],"filter":{},"reason":"x"}""", "body")]
    [InlineData("""{"ids":[],"reason":"x"}""", "body.ids")]
    [InlineData("""{"ids":["1"],"reason":"x"}""", "body.ids")]
    [InlineData("""{"ids":1,"reason":"x"}""", "body.ids")]
    [InlineData("""{"ids":[1]}""", "body.reason")]
    [InlineData("""{"ids":[1],"reason":" "}""", "body.reason")]
    [InlineData("""{"ids":[1],"reason":"x","dryrun":true}""", "body.dryrun")]
    [InlineData("""{"filter":{"town":"Mysuru"},"reason":"x"}""", "body.filter.town")]
    [InlineData("""{"filter":{"status":"gone"},"reason":"x"}""", "body.filter.status")]
    [InlineData("""{"filter":{"type":"both"},"reason":"x"}""", "body.filter.type")]
    [InlineData("""{"filter":[],"reason":"x"}""", "body.filter")]
    public async Task An_order_that_is_not_clear_changes_nothing(string body, string loc)
    {
        var faults = (await server.Support.SendAsync(HttpMethod.Post, Deactivate, body).JsonAsync(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").EnumerateArray().ToList();
        Assert.Contains(faults, fault => fault.Loc() == loc);
    }

    [Fact]
    public async Task An_unknown_batch_is_not_found()
    {
        Assert.Equal("Batch not found", (await server.Viewer.SendAsync(HttpMethod.Get, "/api/batches/none").JsonAsync(HttpStatusCode.NotFound)).Detail());
        Assert.Equal("Batch not found", (await server.Support.SendAsync(HttpMethod.Post, "/api/batches/none/undo").JsonAsync(HttpStatusCode.NotFound)).Detail());
    }

    [Fact]
    public async Task Nothing_to_change_is_a_success_that_cannot_be_undone()
    {
        var done = await server.Support.SendAsync(HttpMethod.Post, Deactivate, $$"""{"ids":[{{ApiData.Inactive}}],"reason":"Closed"}""").JsonAsync();
        Assert.Equal((0, "already"), (Number(done, "changed"), done.GetProperty("items")[0].GetProperty("outcome").GetString()));
        await server.Support.SendAsync(HttpMethod.Post, $"/api/batches/{done.GetProperty("id").GetString()}/undo").JsonAsync(HttpStatusCode.Conflict);
    }

    private static int Number(JsonElement json, string key) => json.GetProperty(key).GetInt32();
}
