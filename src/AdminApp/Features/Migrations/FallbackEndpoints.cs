using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Tenants;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Migrations;

/// <summary>Preview, start, follow and cancel the fallback of a tenant, for programs.</summary>
internal static class FallbackEndpoints
{
    private const int LongestReason = 500;
    private const int MostListed = 1000;

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
        var run = await FindAsync(journal, visible, slug, cancellationToken);
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
        var run = await journal.FindAsync(job.RunId, CancellationToken.None);
        return TypedResults.Accepted($"/api/data-migrations/fallback/{slug}", DataMigrationResponse.Of(run!, job, withReport: false));
    }

    private static async Task<Accepted<DataMigrationResponse>> CancelAsync(
        AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, VisibleDatabases visible, string slug, CancellationToken cancellationToken)
    {
        var run = await FindAsync(journal, visible, slug, cancellationToken);
        if (!jobs.Cancel(await access.ActorAsync(cancellationToken), run.Id))
            throw new ApiRefusedException(StatusCodes.Status409Conflict, $"The fallback of {slug} is not on its way here. Its state is {run.State}.");
        return TypedResults.Accepted($"/api/data-migrations/fallback/{slug}", DataMigrationResponse.Of(run, jobs.Find(run.Id), withReport: false));
    }

    private static async Task<DataMigrationRun> FindAsync(DataMigrationJournal journal, VisibleDatabases visible, string slug, CancellationToken cancellationToken)
    {
        var mine = await visible.FilterAsync(cancellationToken);
        var runs = mine(slug) ? await journal.ListAsync(slug, MostListed, cancellationToken) : [];
        return runs.FirstOrDefault(run => run.Kind == DataMigrationJournal.Fallback) ?? throw new ApiRefusedException(StatusCodes.Status404NotFound, "Fallback not found");
    }

    // A fault of the connection never says what was sent: it may have a password in it.
    private static async Task<FallbackRequest> RequestAsync(HttpRequest request, string slug)
    {
        if (TenantSlug.Fault(slug) is not null)
            throw new UnknownTenantException(slug);
        var body = await ApiBody.ReadAsync(request, optional: true);
        var into = body.OptionalText("into")?.Trim();
        if (!string.IsNullOrEmpty(into) && DataCopyModelValidator.SourceFault(into) is { } fault)
            body.Fault(ApiFault.Value(fault, null, body.At("into")));
        var reason = body.OptionalText("reason")?.Trim();
        if (reason is { Length: > LongestReason })
            body.Fault(ApiFault.Value($"A reason has at most {LongestReason} characters", null, body.At("reason")));
        body.AllowOnly("into", "reason");
        body.Refuse();
        return new FallbackRequest(slug) { Into = string.IsNullOrEmpty(into) ? null : into, Reason = string.IsNullOrEmpty(reason) ? null : reason };
    }
}
