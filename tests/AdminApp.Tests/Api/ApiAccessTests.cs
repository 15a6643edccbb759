using System.Net;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class ApiAccessTestsOnSqlite(ApiServer server) : ApiAccessTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class ApiAccessTestsOnPostgres(PostgresApiServer server) : ApiAccessTests(server);

public abstract class ApiAccessTests(ApiServer server)
{
    private const string NewParty = """{"type":"customer","name":"x","billing_address_line1":"x","billing_city":"x","billing_state":"x"}""";

    [Theory]
    [InlineData("GET", "/api/parties")]
    [InlineData("GET", "/api/parties/customers")]
    [InlineData("GET", "/api/parties/vendors")]
    [InlineData("POST", "/api/parties")]
    [InlineData("PUT", "/api/parties/1")]
    [InlineData("PATCH", "/api/parties/1/toggle")]
    [InlineData("GET", "/api/parties/1")]
    [InlineData("DELETE", "/api/parties/1")]
    [InlineData("POST", "/api/parties/1/activate")]
    [InlineData("POST", "/api/parties/bulk/deactivate")]
    [InlineData("GET", "/api/batches/x")]
    [InlineData("GET", "/api/products")]
    [InlineData("PATCH", "/api/products/1/toggle")]
    [InlineData("GET", "/api/audit-trail")]
    public async Task Nothing_answers_without_a_valid_token(string method, string path)
    {
        foreach (var (token, detail) in new[] { (null, "Not authenticated"), ("Bearer aa_wrong", "Could not validate credentials") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (token is not null)
                request.Headers.Add("Authorization", token);
            using var answer = await server.Anonymous.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
            Assert.Equal(detail, (await answer.JsonAsync()).Detail());
        }
    }

    [Theory]
    [InlineData("POST", "/api/parties", NewParty)]
    [InlineData("POST", "/api/parties", "not even JSON")]
    [InlineData("PUT", "/api/parties/1", "{}")]
    [InlineData("PATCH", "/api/parties/1/toggle", null)]
    [InlineData("DELETE", "/api/parties/1", null)]
    [InlineData("POST", "/api/parties/1/activate", null)]
    [InlineData("POST", "/api/parties/1/deactivate", null)]
    [InlineData("POST", "/api/parties/bulk/activate", """{"ids":[1],"reason":"x"}""")]
    [InlineData("POST", "/api/parties/bulk/deactivate", """{"ids":[1],"dry_run":true}""")]
    [InlineData("POST", "/api/batches/x/undo", null)]
    [InlineData("POST", "/api/batches/x/cancel", null)]
    public async Task A_viewer_changes_nothing(string method, string path, string? body) =>
        Assert.Equal("Forbidden", (await server.Viewer.SendAsync(new HttpMethod(method), path, body).JsonAsync(HttpStatusCode.Forbidden)).Detail());

    [Fact]
    public async Task A_tenant_sees_its_own_parties_and_no_others()
    {
        using var sharma = server.As("both", ApiServer.Sharma);
        using var patel = server.As("both", ApiServer.Patel);
        var id = await patel.CreatePartyAsync("Patel's own");
        Assert.Equal(["Patel's own"], (await patel.GetJsonAsync("/api/parties?search=own")).Names());
        Assert.Empty((await sharma.GetJsonAsync("/api/parties?search=patel")).Names());
        Assert.Equal("Ångström Traders", (await sharma.GetJsonAsync($"/api/parties/{id}")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_answer_names_the_tenant_it_came_from()
    {
        using var answer = await server.Support.SendAsync(HttpMethod.Get, "/api/parties/1");
        Assert.Equal(ApiServer.Sharma, answer.Headers.GetValues("X-Tenant-Slug").Single());
    }

    [Fact]
    public async Task A_tenant_that_is_not_the_callers_or_is_none_is_refused()
    {
        using var other = server.As("support", ApiServer.Patel);
        await other.SendAsync(HttpMethod.Get, "/api/parties").JsonAsync(HttpStatusCode.Forbidden);
        using var unknown = server.As("support", "nobody-here");
        await unknown.SendAsync(HttpMethod.Get, "/api/parties").JsonAsync(HttpStatusCode.NotFound);
        using var outside = server.As("support", "../central");
        await outside.SendAsync(HttpMethod.Get, "/api/parties").JsonAsync(HttpStatusCode.NotFound);
        using var stranger = server.As("stranger");
        await stranger.SendAsync(HttpMethod.Get, "/api/parties").JsonAsync(HttpStatusCode.BadRequest);
        using var both = server.As("both");
        Assert.Contains("X-Tenant-Slug", (await both.SendAsync(HttpMethod.Get, "/api/parties").JsonAsync(HttpStatusCode.BadRequest)).Detail(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATCH", "/api/parties", "GET, POST")]
    [InlineData("GET", "/api/parties/1/toggle", "PATCH")]
    [InlineData("POST", "/api/parties/1/toggle", "PATCH")]
    [InlineData("GET", "/api/auth/login", "POST")]
    public async Task Another_method_than_those_offered_is_refused_in_json(string method, string path, string allowed)
    {
        using var answer = await server.Support.SendAsync(new HttpMethod(method), path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("Method Not Allowed", (await answer.JsonAsync()).Detail());
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow));
    }

    [Fact]
    public async Task An_unknown_path_is_not_found_in_json()
    {
        foreach (var path in new[] { "/api/nothing", "/api/parties/1/nothing", "/api" })
            Assert.Equal("Not Found", (await server.Support.SendAsync(HttpMethod.Get, path).JsonAsync(HttpStatusCode.NotFound)).Detail());
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_browsers_safe()
    {
        foreach (var path in new[] { "/api/parties", "/api/nothing", "/api/parties/x", "/api/parties/" })
        {
            using var answer = await server.Support.SendAsync(HttpMethod.Get, path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }
}
