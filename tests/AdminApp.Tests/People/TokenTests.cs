using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Central;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Tests.People;

public sealed class TokenTests : IDisposable
{
    private const string NewParty = """{"type":"customer","name":"By token","billing_address_line1":"1","billing_city":"2","billing_state":"3"}""";

    private readonly PeopleApp app = new(new() { ["Api:RequestsPerMinute"] = "60" });

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_token_may_do_what_its_scopes_and_its_tenant_allow_and_no_more()
    {
        await app.CreateTenantAsync("own");
        await app.CreateTenantAsync("other");
        await app.CreatePersonAsync("meera", Role.Administrator);
        var admin = await app.WithTokenAsync("meera");
        var made = await admin.PostAsJsonAsync("/api/tokens", new { name = "nightly", person = "meera", scopes = new[] { "read" }, tenant = "own", days = 2 });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var reader = With((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!);

        // One tenant: nothing else is seen, and none needs to be named.
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/parties")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await InAsync(reader, "other", "/api/parties")).StatusCode);
        foreach (var (method, path) in new[] { ("POST", "/api/parties"), ("POST", "/api/parties/bulk/activate"), ("POST", "/api/imports"), ("GET", "/api/tokens"), ("GET", "/api/audit-trail"), ("POST", "/api/backups"), ("PATCH", "/api/parties/1/toggle") })
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).StatusCode);

        var writer = With((await IssueAsync("writer", [TokenScope.WriteParties], "own")).Secret);
        Assert.Equal(HttpStatusCode.Forbidden, (await writer.GetAsync("/api/parties")).StatusCode);
        using var body = new StringContent(NewParty, MediaTypeHeaderValue.Parse("application/json"));
        Assert.Equal(HttpStatusCode.Created, (await writer.PostAsync("/api/parties", body)).StatusCode);
        await using var tenant = await app.Service<TenantDatabases>().ReadAsync("own", default);
        var entry = await tenant.AuditEntries.SingleAsync(e => e.Action == AuditActions.Create);
        Assert.Equal(("meera", "token writer"), (entry.Actor, entry.UserAgent));
    }

    [Fact]
    public async Task A_token_ends_by_itself_or_when_it_is_revoked_and_both_ends_are_on_record()
    {
        await app.CreateTenantAsync("own");
        await app.CreatePersonAsync("meera", Role.Administrator);
        var (kept, revoked) = (await IssueAsync("kept", [TokenScope.Read], null), await IssueAsync("revoked", [TokenScope.Admin], null));
        var (keeper, loser) = (With(kept.Secret), With(revoked.Secret));
        Assert.Equal(HttpStatusCode.OK, (await loser.GetAsync("/api/tokens")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await loser.DeleteAsync($"/api/tokens/{revoked.Row.Id}?reason=leaked")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await loser.GetAsync("/api/tokens")).StatusCode);

        var tokens = app.Service<TokenAdministration>();
        Assert.Equal([TokenState.Revoked, TokenState.Active], (await tokens.ListAsync(Actor.CommandLine, default)).Select(row => row.State));
        var events = await tokens.EventsAsync(Actor.CommandLine, 10, default);
        Assert.Equal(["revoke revoked leaked", "create revoked admin"], events.Take(2).Select(e => $"{e.Action} {e.TokenName} {e.Detail!.Split(';')[0]}"));
        await using (var central = app.Service<CentralDatabase>().Read())
            Assert.DoesNotContain(await central.ApiTokens.Select(t => t.TokenHash).ToListAsync(), hash => hash == kept.Secret || hash == revoked.Secret);
        app.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.Unauthorized, (await keeper.GetAsync("/api/parties")).StatusCode);
        Assert.Equal(TokenState.Expired, (await tokens.ListAsync(Actor.CommandLine, default))[1].State);
    }

    [Fact]
    public async Task Too_many_calls_of_one_token_are_told_to_wait_and_another_is_not()
    {
        await app.CreateTenantAsync("own");
        await app.CreatePersonAsync("meera", Role.Administrator);
        var (greedy, modest) = (With((await IssueAsync("greedy", [TokenScope.Read], null)).Secret), With((await IssueAsync("modest", [TokenScope.Read], null)).Secret));
        HttpResponseMessage answer = null!;
        for (var i = 0; i < 61; i++)
            answer = await greedy.GetAsync("/api/batches/none");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await modest.GetAsync("/api/batches/none")).StatusCode);
    }

    private Task<IssuedToken> IssueAsync(string name, string[] scopes, string? tenant) =>
        app.Service<TokenAdministration>().CreateAsync(Actor.CommandLine, new NewToken(name, "meera", scopes, tenant, 2), default);

    private HttpClient With(string token)
    {
        var client = app.Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static Task<HttpResponseMessage> InAsync(HttpClient client, string slug, string path) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Tenant-Slug", slug } } });
}
