using System.Net;
using AdminApp.Data.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;

namespace AdminApp.Tests.People;

/// <summary>Walks every endpoint the application maps, pages included: a new one is covered from the day it is added.</summary>
public sealed class EndpointAccessTests(PeopleApp app) : IClassFixture<PeopleApp>
{
    /// <summary>What anybody may reach. Adding a line here is a decision.</summary>
    private static readonly string[] Anonymous =
    [
        "/account/sign-in", "/account/sign-out", "/account/denied", "/account/first", "/account/reset",
        "/api/auth/login", "/api/{**rest}", "/api/docs/{**path}", "/openapi/{documentName}.json", "/health/live",
    ];

    private IEnumerable<RouteEndpoint> Endpoints() => app.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    /// <summary>An address that matches: every parameter becomes 1.</summary>
    private static string Address(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : part is RoutePatternSeparatorPart separator ? separator.Content : "1"))));

    /// <summary>As a browser asks for a page; /health answers probes otherwise.</summary>
    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, RouteEndpoint endpoint) =>
        client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Address(endpoint)) { Headers = { { "Accept", "text/html,*/*" } } });

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool Refuses(RouteEndpoint endpoint, Role role) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(wanted => Enum.TryParse<Permission>(wanted.Policy, out var permission) && !Permissions.Of(role).Contains(permission))
        || endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<RolesAuthorizationRequirement>().Any(roles => !roles.AllowedRoles.Contains(role.ToString()));

    [Fact]
    public void Only_the_endpoints_named_here_are_open_to_anybody()
    {
        var open = Endpoints().Where(IsOpen).Select(Pattern).Distinct();
        Assert.Empty(open.Except(Anonymous));
    }

    [Fact]
    public async Task Everything_else_sends_anybody_away()
    {
        var browser = app.Browser();
        var reached = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => !IsOpen(endpoint)))
        {
            foreach (var method in Methods(endpoint))
            {
                var answer = await SendAsync(browser, method, endpoint);
                var away = answer.StatusCode == HttpStatusCode.Unauthorized
                    || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.AbsolutePath == "/account/sign-in");
                if (!away)
                    reached.Add($"{method} {Pattern(endpoint)} answered {(int)answer.StatusCode}");
            }
        }
        Assert.Empty(reached);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task A_role_without_the_permission_gets_403(Role role)
    {
        await app.CreateTenantAsync("t-" + role.ToString().ToLowerInvariant());
        await app.CreatePersonAsync(role.ToString(), role);
        var browser = await app.SignedInAsync(role.ToString());
        var client = await app.WithTokenAsync(role.ToString());
        var reached = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => Refuses(endpoint, role)))
        {
            foreach (var method in Methods(endpoint))
            {
                var caller = Pattern(endpoint).StartsWith("/api", StringComparison.Ordinal) ? client : browser;
                var answer = await SendAsync(caller, method, endpoint);
                if (answer.StatusCode != HttpStatusCode.Forbidden)
                    reached.Add($"{method} {Pattern(endpoint)} answered {(int)answer.StatusCode}");
            }
        }
        Assert.Empty(reached);
    }

    [Fact]
    public void Every_call_that_changes_something_is_closed_to_viewers()
    {
        var unguarded = Endpoints()
            .Where(endpoint => Pattern(endpoint).StartsWith("/api/", StringComparison.Ordinal) && !IsOpen(endpoint) && !Refuses(endpoint, Role.Viewer))
            .SelectMany(endpoint => Methods(endpoint).Where(method => method is not ("GET" or "HEAD")).Select(method => $"{method} {Pattern(endpoint)}"));
        Assert.Empty(unguarded);
    }

    [Fact]
    public async Task No_call_reaches_a_tenant_its_caller_is_not_a_member_of()
    {
        var own = await app.CreateTenantAsync("own");
        await app.CreateTenantAsync("others");
        await app.CreatePersonAsync("member", Role.Support, own.Id);
        var client = await app.WithTokenAsync("member");
        var reached = new List<string>();
        foreach (var (slug, expected) in new[] { ("others", HttpStatusCode.Forbidden), ("no-such", HttpStatusCode.NotFound), ("..%2fown", HttpStatusCode.NotFound) })
        {
            foreach (var endpoint in Endpoints().Where(endpoint => Pattern(endpoint).StartsWith("/api/", StringComparison.Ordinal) && !IsOpen(endpoint) && !Refuses(endpoint, Role.Support)))
            {
                foreach (var method in Methods(endpoint))
                {
                    var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Address(endpoint)) { Headers = { { "X-Tenant-Slug", slug } } });
                    // A call that also lacks its body may be told that first.
                    if (answer.StatusCode != expected && (method == "GET" || (int)answer.StatusCode is < 400 or >= 500))
                        reached.Add($"{method} {Pattern(endpoint)} for {slug} answered {(int)answer.StatusCode}");
                }
            }
        }
        Assert.Empty(reached);
    }
}
