using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Migrations;

/// <summary>Preview, start, follow and cancel the fallback of a tenant, for programs.</summary>
internal static class FallbackEndpoints
{
    private const string Kind = DataMigrationJournal.Fallback;

    public static void MapFallback(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/data-migrations/fallback/{slug}").WithTags("data migrations").AddEndpointFilter(HttpAccess.RefuseOthersTenantAsync)
            .ProducesFault(StatusCodes.Status404NotFound);
        all.MapGet("", GetAsync).WithName("get_fallback").WithSummary("Show the newest fallback of a tenant: how far it is, or its report").Demands(Permission.Read);
        all.MapPost("/preview", PreviewAsync).WithName("preview_fallback").WithSummary("Tell what a fallback would bring back, and what stands in its way").Takes<FallbackBody>().Demands(Permission.Migrate)
            .WithDescription("Changes nothing; people work on. Same object as data fallback --dry-run --json.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        all.MapPost("", StartAsync).WithName("start_fallback").WithSummary("Bring a tenant back to PostgreSQL with everything written since its cutover").Takes<FallbackBody>().Demands(Permission.Migrate)
            .WithDescription("Answers when the run has begun; it goes on whether anybody looks or not. A run that ends with the state differs changed nothing: its report names what stands in the way.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        all.MapDelete("", CancelAsync).WithName("cancel_fallback").WithSummary("End a fallback before its commit; the tenant is served as before").Demands(Permission.Migrate)
            .ProducesFault(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<DataMigrationResponse>> GetAsync(DataMigrationJournal journal, DataMigrationJobs jobs, VisibleDatabases visible, string slug, CancellationToken cancellationToken)
    {
        var run = await MoveRequests.NewestAsync(journal, visible, slug, Kind, cancellationToken);
        return TypedResults.Ok(DataMigrationResponse.Of(run, jobs.Find(run.Id), withReport: true));
    }

    private static async Task<Ok<FallbackReport>> PreviewAsync(AccessProvider access, TenantFallback fallback, HttpRequest request, string slug, CancellationToken cancellationToken)
    {
        var actor = await access.ActorAsync(cancellationToken);
        actor.Demand(Permission.Migrate);
        return TypedResults.Ok(await fallback.PreviewAsync(actor, await RequestAsync(request, slug), null, cancellationToken));
    }

    private static async Task<Accepted<DataMigrationResponse>> StartAsync(AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, HttpRequest request, string slug, CancellationToken cancellationToken)
    {
        var body = await RequestAsync(request, slug);
        var job = await jobs.FallBackAsync(await access.ActorAsync(cancellationToken), body);
        return await MoveRequests.StartedAsync(journal, job, slug, Kind);
    }

    private static Task<Accepted<DataMigrationResponse>> CancelAsync(
        AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, VisibleDatabases visible, string slug, CancellationToken cancellationToken) =>
        MoveRequests.CancelAsync(access, jobs, journal, visible, slug, Kind, cancellationToken);

    // A fault of the connection never says what was sent: it may have a password in it.
    private static async Task<FallbackRequest> RequestAsync(HttpRequest request, string slug)
    {
        MoveRequests.RequireSlug(slug);
        var body = await ApiBody.ReadAsync(request, optional: true);
        var into = body.OptionalText("into")?.Trim();
        if (!string.IsNullOrEmpty(into) && DataCopyModelValidator.SourceFault(into) is { } fault)
            body.Fault(ApiFault.Value(fault, null, body.At("into")));
        var reason = MoveRequests.Reason(body);
        body.AllowOnly("into", "reason");
        body.Refuse();
        return new FallbackRequest(slug) { Into = string.IsNullOrEmpty(into) ? null : into, Reason = reason };
    }
}
