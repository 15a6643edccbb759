using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class BackupApiTests(ApiServer server)
{
    private const string Root = "/api/backups";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_backup_is_made_proven_compared_and_restored()
    {
        var made = (await EndAsync(await StartAsync(Root, new { database = ApiServer.Patel, reason = "first" }))).GetProperty("result");
        var file = Text(made, "file");
        Assert.Equal(("manual", "first", "present", "administrator"), (Text(made, "reason"), Text(made, "note"), Text(made, "state"), Text(made, "created_by")));

        Assert.True((await EndAsync(await StartAsync($"{Root}/{file}/verify"))).GetProperty("result").GetProperty("ok").GetBoolean());
        Assert.True((await EndAsync(await StartAsync($"{Root}/{file}/test"))).GetProperty("result").GetProperty("ok").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, (await server.Administrator.GetJsonAsync($"{Root}/{file}")).GetProperty("tested_at").ValueKind);

        using var patel = server.As("administrator", ApiServer.Patel);
        await patel.CreatePartyAsync("After the backup");
        var tables = (await EndAsync(await StartAsync($"{Root}/{file}/preview"))).GetProperty("result").GetProperty("tables").EnumerateArray();
        Assert.Equal(1, tables.Single(table => Text(table, "table") == "parties").GetProperty("removed").GetInt64());

        var faults = await server.Administrator.SendAsync(HttpMethod.Post, $"{Root}/{file}/restore", "{\"confirm\":\"sharma\"}").JsonAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["body.reason", "body.confirm"], faults.GetProperty("detail").EnumerateArray().Select(fault => fault.Loc()));
        var restored = await EndAsync(await StartAsync($"{Root}/{file}/restore", new { confirm = ApiServer.Patel, reason = "try out" }));
        Assert.StartsWith("patel-", Text(restored.GetProperty("result"), "safety_backup"), StringComparison.Ordinal);
        Assert.DoesNotContain("After the backup", (await patel.GetJsonAsync("/api/parties")).Names());

        var events = await server.Administrator.GetJsonAsync($"{Root}/events?database={ApiServer.Patel}");
        Assert.Equal(["restore", "compare", "test", "verify", "create"], events.EnumerateArray().Select(one => Text(one, "action")));
        Assert.Equal("try out", Text(events[0], "reason"));
        await server.Administrator.SendAsync(HttpMethod.Delete, $"{Root}/{file}?reason=done").JsonAsync(HttpStatusCode.NoContent);
        var pruned = await server.Administrator.SendAsync(HttpMethod.Post, $"{Root}/prune", Body(new { database = ApiServer.Patel, dry_run = true })).JsonAsync();
        Assert.All(pruned.GetProperty("verdicts").EnumerateArray(), verdict => Assert.True(verdict.GetProperty("keep").GetBoolean()));
    }

    [Fact]
    public async Task A_backup_is_downloaded_in_parts_written_down_once_and_sent_in_again()
    {
        var made = (await EndAsync(await StartAsync(Root, new { database = ApiServer.Sharma }))).GetProperty("result");
        var address = $"{Root}/{Text(made, "file")}/content";
        var whole = await server.Administrator.GetByteArrayAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(Text(made, "sha256"), Convert.ToHexStringLower(SHA256.HashData(whole)));
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(1000, 1999) } };
        using var part = await server.Administrator.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(whole[1000..2000], await part.Content.ReadAsByteArrayAsync());
        var events = await server.Administrator.GetJsonAsync($"{Root}/events?database={ApiServer.Sharma}");
        Assert.Single(events.EnumerateArray(), one => Text(one, "action") == "download" && Text(one, "file") == Text(made, "file"));

        using var content = new ByteArrayContent(whole);
        using var sent = await server.Administrator.PostAsync(new Uri($"{Root}/upload?database={ApiServer.Sharma}&reason=moved", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var taken = await sent.JsonAsync();
        Assert.Equal(("uploaded", "moved"), (Text(taken, "reason"), Text(taken, "note")));
        using var garbage = new ByteArrayContent(new byte[5000]);
        using var refused = await server.Administrator.PostAsync(new Uri($"{Root}/upload?database={ApiServer.Sharma}", UriKind.Relative), garbage);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("no SQLite database", (await refused.JsonAsync()).Detail(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Support_sees_the_own_tenants_and_may_do_nothing()
    {
        var others = Text((await EndAsync(await StartAsync(Root, new { database = ApiServer.Large }))).GetProperty("result"), "file");
        var own = Text((await EndAsync(await StartAsync(Root, new { database = ApiServer.Sharma }))).GetProperty("result"), "file");
        var seen = (await server.Support.GetJsonAsync(Root)).EnumerateArray().Select(backup => Text(backup, "file")).ToList();
        Assert.Contains(own, seen);
        Assert.DoesNotContain(others, seen);
        await server.Support.SendAsync(HttpMethod.Get, $"{Root}/{others}").JsonAsync(HttpStatusCode.NotFound);
        foreach (var (method, path) in new[] { ("POST", Root), ("GET", $"{Root}/{own}/content"), ("POST", $"{Root}/{own}/restore"), ("DELETE", $"{Root}/{own}"), ("POST", $"{Root}/upload"), ("POST", $"{Root}/prune") })
            Assert.Equal("Forbidden", (await server.Support.SendAsync(new HttpMethod(method), path).JsonAsync(HttpStatusCode.Forbidden)).Detail());
    }

    [Theory]
    [InlineData("nothing.db")]
    [InlineData("..%2fcentral.db")]
    public async Task What_is_no_backup_is_not_found(string file)
    {
        await server.Administrator.SendAsync(HttpMethod.Get, $"{Root}/{file}/content").JsonAsync(HttpStatusCode.NotFound);
        await server.Administrator.SendAsync(HttpMethod.Post, $"{Root}/{file}/verify").JsonAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_central_database_is_not_restored_under_the_running_application()
    {
        var made = (await EndAsync(await StartAsync(Root, new { database = "central" }))).GetProperty("result");
        var refused = await server.Administrator.SendAsync(HttpMethod.Post, $"{Root}/{Text(made, "file")}/restore", Body(new { confirm = "central", reason = "x" })).JsonAsync(HttpStatusCode.Conflict);
        Assert.Contains("with the application stopped", refused.Detail(), StringComparison.Ordinal);
    }

    private async Task<string> StartAsync(string path, object? body = null)
    {
        using var answer = await server.Administrator.SendAsync(HttpMethod.Post, path, body is null ? null : Body(body));
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<JsonElement> EndAsync(string address)
    {
        JsonElement work = default;
        await Eventually.TrueAsync(async () => Text(work = await server.Administrator.GetJsonAsync(address), "state") is "done" or "failed", "the work to end", Patience);
        Assert.True(Text(work, "state") == "done", work.GetRawText());
        return work;
    }

    private static string Body(object body) => JsonSerializer.Serialize(body);

    private static string Text(JsonElement json, string key) => json.GetProperty(key).GetString()!;
}
