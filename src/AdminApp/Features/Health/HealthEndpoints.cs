using System.Text.Json;
using System.Text.Json.Serialization;
using AdminApp.Access;
using AdminApp.Data.Access;
using AdminApp.Data.Health;
using AdminApp.Features.Operations;

namespace AdminApp.Features.Health;

/// <summary>
/// One address for people and for probes: <c>/health</c> is the page for a client that accepts text/html, and for any other a
/// JSON document that needs no sign-in, costs next to nothing and tells nothing of the tenants.
/// </summary>
internal static class HealthEndpoints
{
    private const string Page = "/health", Probe = "/health/live", Details = "/health/details";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static void UseHealthProbe(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path == Page && !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            context.Request.Path = Probe;
        return next(context);
    });

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet(Probe, LiveAsync).AllowAnonymous().WithTags("Health").WithSummary("ok or degraded, and the SQLite version; 503 when the application cannot work at all");
        app.MapGet(Details, DetailsAsync).RequireAuthorization(nameof(Permission.Read)).WithTags("Health")
            .WithSummary("Pragmas, sizes, quick_check and foreign_key_check of each database, as last checked");
    }

    private static async Task<IResult> LiveAsync(DatabaseHealth health, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var summary = await health.SummaryAsync(context.RequestAborted);
        return TypedResults.Json(new { status = summary.Status, sqlite = summary.Sqlite }, statusCode: summary.CanServe ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> DetailsAsync(DatabaseHealth health, AccessProvider access, VisibleDatabases visible, CancellationToken cancellationToken)
    {
        var actor = await access.ActorAsync(cancellationToken);
        var filter = await visible.FilterAsync(cancellationToken);
        var reports = health.Latest.Count > 0 ? health.Latest : await health.CheckAsync(actor, cancellationToken);
        return TypedResults.Json(new { databases = reports.Where(report => filter(report.Database)) }, Json);
    }
}
