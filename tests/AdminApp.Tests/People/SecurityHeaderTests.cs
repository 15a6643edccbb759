using System.Net;

namespace AdminApp.Tests.People;

public sealed class SecurityHeaderTests(PeopleApp app) : IClassFixture<PeopleApp>
{
    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/css/account.css")]
    [InlineData("/api/no-such-call")]
    [InlineData("/users")]
    public async Task Every_answer_carries_the_security_headers(string address)
    {
        var headers = (await app.Browser().GetAsync(address)).Headers;
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("https://localhost", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.Unauthorized)]
    public async Task The_pages_socket_listens_to_its_own_origin_alone(string origin, HttpStatusCode expected)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        Assert.Equal(expected, (await app.Browser().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_host_that_is_not_allowed_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Browser("http://rebound.example").GetAsync("/account/sign-in")).StatusCode);

    [Fact]
    public void The_keys_that_protect_sessions_are_kept_for_their_owner_alone()
    {
        _ = app.Services;
        var keys = Directory.GetFiles(Path.Combine(app.DataDirectory, "keys"));
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
    }
}
