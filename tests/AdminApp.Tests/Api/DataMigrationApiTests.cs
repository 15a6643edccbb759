using System.Net;
using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class DataMigrationApiTests(ApiServer server)
{
    private const string Root = "/api/data-migrations";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("GET", Root)]
    [InlineData("POST", Root)]
    [InlineData("POST", Root + "/plan")]
    [InlineData("POST", Root + "/verify")]
    [InlineData("POST", Root + "/rehearse")]
    [InlineData("GET", Root + "/1")]
    [InlineData("POST", Root + "/1/cancel")]
    [InlineData("GET", Root + "/stream/shop")]
    [InlineData("POST", Root + "/stream/shop")]
    [InlineData("POST", Root + "/stream/shop/stop")]
    [InlineData("DELETE", Root + "/stream/shop")]
    public async Task Nothing_answers_without_a_token(string method, string path) =>
        await server.Anonymous.SendAsync(new HttpMethod(method), path).JsonAsync(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData(Root)]
    [InlineData(Root + "/plan")]
    [InlineData(Root + "/verify")]
    [InlineData(Root + "/rehearse")]
    [InlineData(Root + "/1/cancel")]
    [InlineData(Root + "/stream/shop")]
    [InlineData(Root + "/stream/shop/stop")]
    public async Task Support_looks_and_starts_nothing(string path)
    {
        Assert.Equal("Forbidden", (await server.Support.SendAsync(HttpMethod.Post, path, "{}").JsonAsync(HttpStatusCode.Forbidden)).Detail());
        Assert.Equal(JsonValueKind.Array, (await server.Support.GetJsonAsync(Root)).ValueKind);
    }

    [Fact]
    public async Task A_copy_is_started_followed_and_reported()
    {
        var source = await OriginData.CreateDatabaseAsync(40);
        using var answer = await server.Administrator.SendAsync(HttpMethod.Post, Root, Body(new { source, slug = "api-copy", name = "Copied" }));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var address = answer.Headers.Location!.OriginalString;
        var run = await EndOfAsync(address);
        Assert.Equal(("completed", "copy", "api-copy", "administrator"), (Text(run, "state"), Text(run, "kind"), Text(run, "tenant"), Text(run, "started_by")));
        var parties = run.GetProperty("report").GetProperty("tables").EnumerateArray().Single(table => Text(table, "name") == "parties");
        Assert.Equal(40, parties.GetProperty("rows").GetInt64());
        var proven = run.GetProperty("report").GetProperty("verification").GetProperty("tables").EnumerateArray().Single(table => Text(table, "name") == "parties");
        Assert.StartsWith("40-", Text(proven, "digest"), StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresCluster.Password, run.GetRawText() + server.Output, StringComparison.Ordinal);
        Assert.Contains((await server.Administrator.GetJsonAsync(Root + "?slug=api-copy")).EnumerateArray(), listed => listed.GetProperty("id").GetInt64() == run.GetProperty("id").GetInt64());
        await server.Support.SendAsync(HttpMethod.Get, address).JsonAsync(HttpStatusCode.NotFound);

        using var verifying = await server.Administrator.SendAsync(HttpMethod.Post, Root + "/verify", Body(new { source, slug = "api-copy" }));
        var verified = await EndOfAsync(verifying.Headers.Location!.OriginalString);
        Assert.Equal(("completed", true), (Text(verified, "state"), verified.GetProperty("report").GetProperty("ok").GetBoolean()));

        Assert.Contains("replaced", (await server.Administrator.SendAsync(HttpMethod.Post, Root, Body(new { source, slug = "api-copy" })).JsonAsync(HttpStatusCode.Conflict)).Detail(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_under_way_tells_its_phase_is_cancelled_and_names_who_did_it()
    {
        var source = await OriginData.CreateDatabaseAsync(40);
        await using var holding = new NpgsqlConnection(source);
        await holding.OpenAsync();
        await using (var command = new NpgsqlCommand("BEGIN; LOCK TABLE parties IN ACCESS EXCLUSIVE MODE", holding))
            await command.ExecuteNonQueryAsync();
        using var answer = await server.Administrator.SendAsync(HttpMethod.Post, Root, Body(new { source, slug = "api-cancelled" }));
        var address = answer.Headers.Location!.OriginalString;
        await Eventually.TrueAsync(
            async () => (await server.Administrator.GetJsonAsync(address)).GetProperty("progress").ValueKind == JsonValueKind.Object, "figures", Patience);
        await server.Administrator.SendAsync(HttpMethod.Post, Root, Body(new { source, slug = "api-cancelled" })).JsonAsync(HttpStatusCode.Conflict);
        await server.Administrator.SendAsync(HttpMethod.Post, address + "/cancel").JsonAsync(HttpStatusCode.Accepted);
        var run = await EndOfAsync(address);
        Assert.Equal("cancelled", Text(run, "state"));
        Assert.StartsWith("Cancelled by administrator.", Text(run, "error"), StringComparison.Ordinal);
        await server.Administrator.SendAsync(HttpMethod.Post, address + "/cancel").JsonAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_plan_answers_with_tables_findings_and_a_prediction()
    {
        var plan = await server.Administrator.SendAsync(HttpMethod.Post, Root + "/plan", Body(new { source = await OriginData.CreateDatabaseAsync(40) })).JsonAsync();
        Assert.Contains(plan.GetProperty("tables").EnumerateArray(), table => Text(table, "name") == "parties" && table.GetProperty("rows").GetInt64() == 40);
        Assert.True(plan.GetProperty("predicted_bytes").GetInt64() > 0);
    }

    [Fact]
    public async Task A_rehearsal_brings_everything_there_and_back_and_leaves_no_tenant()
    {
        var source = await OriginData.CreateDatabaseAsync(40);
        using var answer = await server.Administrator.SendAsync(HttpMethod.Post, Root + "/rehearse", Body(new { source, slug = "api-rehearsed", scratch = source }));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var run = await EndOfAsync(answer.Headers.Location!.OriginalString);
        Assert.Equal(("completed", "rehearse", "api-rehearsed"), (Text(run, "state"), Text(run, "kind"), Text(run, "tenant")));
        var report = run.GetProperty("report");
        Assert.True(report.GetProperty("back_verification").GetProperty("ok").GetBoolean());
        Assert.True(report.GetProperty("predicted_downtime_seconds").GetDouble() > 0);
        Assert.DoesNotContain(PostgresCluster.Password, run.GetRawText() + server.Output, StringComparison.Ordinal);

        var faults = await server.Administrator.SendAsync(HttpMethod.Post, Root + "/rehearse", Body(new { source, slug = "api-rehearsed", scratch = "Host=db;Password=hidden-9" })).JsonAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["body.scratch"], faults.GetProperty("detail").EnumerateArray().Select(fault => fault.Loc()));
        Assert.DoesNotContain("hidden-9", faults.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_request_is_named_without_repeating_the_source()
    {
        var faults = await server.Administrator.SendAsync(HttpMethod.Post, Root, Body(new { source = "Host=db;Password=hidden-9", slug = "Not A Slug", replaced = true })).JsonAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["body.source", "body.slug", "body.replaced"], faults.GetProperty("detail").EnumerateArray().Select(fault => fault.Loc()));
        Assert.DoesNotContain("hidden-9", faults.GetRawText(), StringComparison.Ordinal);
        await server.Administrator.SendAsync(HttpMethod.Get, Root + "/999999").JsonAsync(HttpStatusCode.NotFound);
    }

    private async Task<JsonElement> EndOfAsync(string address)
    {
        JsonElement run = default;
        await Eventually.TrueAsync(
            async () =>
            {
                run = await server.Administrator.GetJsonAsync(address);
                return Text(run, "state") != "running";
            },
            "the end of the run",
            Patience);
        return run;
    }

    private static string Body(object body) => JsonSerializer.Serialize(body);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
