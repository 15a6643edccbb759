using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace AdminApp.Api;

/// <summary>
/// Answers every address under /api that no endpoint does: 405 when another method would have been answered, else 404. Without it
/// the page for unknown addresses would answer in HTML.
/// </summary>
internal static class ApiUnmatched
{
    private const string Pattern = "/api/{**rest}";

    public static void MapUnmatched(this IEndpointRouteBuilder routes) => routes.Map(Pattern, Answer).AllowAnonymous().ExcludeFromDescription();

    private static Task Answer(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } text && text != Pattern && Matches(endpoint.RoutePattern, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct().Order().ToArray();
        if (methods.Length > 0)
            context.Response.Headers.Allow = string.Join(", ", methods);
        context.Response.StatusCode = methods.Length > 0 ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool Matches(RoutePattern pattern, PathString path) =>
        pattern.PathSegments is [{ Parts: [RoutePatternLiteralPart { Content: "api" }] }, ..]
        && new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(path, []);
}
