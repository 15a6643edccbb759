using System.Globalization;
using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Migrations;

/// <summary>Check, start, follow and cancel the cutover of a tenant, for programs.</summary>
internal static class CutoverEndpoints
{
    private const string Kind = DataMigrationJournal.Cutover;

    public static void MapCutover(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/data-migrations/cutover/{slug}").WithTags("data migrations").AddEndpointFilter(HttpAccess.RefuseOthersTenantAsync)
            .ProducesFault(StatusCodes.Status404NotFound);
        all.MapGet("", GetAsync).WithName("get_cutover").WithSummary("Show the newest cutover of a tenant: how far it is, or its report").Demands(Permission.Read);
        all.MapPost("/check", CheckAsync).WithName("check_cutover").WithSummary("Look whether a tenant could be cut over, and tell the downtime").Takes<CutoverBody>().Demands(Permission.Migrate)
            .WithDescription("Changes nothing. Same object as data cutover --dry-run --json.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        all.MapPost("", StartAsync).WithName("start_cutover").WithSummary("Move a tenant from PostgreSQL into its file").Takes<CutoverBody>().Demands(Permission.Migrate)
            .WithDescription("Answers when the run has begun; it goes on whether anybody looks or not. Until its switch the source serves again whatever ends it.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        all.MapDelete("", CancelAsync).WithName("cancel_cutover").WithSummary("End a cutover before its switch; the source serves as before").Demands(Permission.Migrate)
            .ProducesFault(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<DataMigrationResponse>> GetAsync(DataMigrationJournal journal, DataMigrationJobs jobs, VisibleDatabases visible, string slug, CancellationToken cancellationToken)
    {
        var run = await MoveRequests.NewestAsync(journal, visible, slug, Kind, cancellationToken);
        return TypedResults.Ok(DataMigrationResponse.Of(run, jobs.Find(run.Id), withReport: true));
    }

    private static async Task<Ok<CutoverReport>> CheckAsync(AccessProvider access, TenantCutover cutover, HttpRequest request, string slug, CancellationToken cancellationToken)
    {
        var body = await RequestAsync(request, slug, checking: true);
        return TypedResults.Ok(await cutover.RunAsync(await access.ActorAsync(cancellationToken), body with { DryRun = true }, null, cancellationToken));
    }

    private static async Task<Accepted<DataMigrationResponse>> StartAsync(AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, HttpRequest request, string slug, CancellationToken cancellationToken)
    {
        var body = await RequestAsync(request, slug, checking: false);
        var job = await jobs.CutOverAsync(await access.ActorAsync(cancellationToken), body);
        return await MoveRequests.StartedAsync(journal, job, slug, Kind);
    }

    private static Task<Accepted<DataMigrationResponse>> CancelAsync(
        AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, VisibleDatabases visible, string slug, CancellationToken cancellationToken) =>
        MoveRequests.CancelAsync(access, jobs, journal, visible, slug, Kind, cancellationToken);

    private static async Task<CutoverRequest> RequestAsync(HttpRequest request, string slug, bool checking)
    {
        MoveRequests.RequireSlug(slug);
        var body = await ApiBody.ReadAsync(request, optional: true);
        var without = MoveRequests.Flag(body, "without_stream");
        var longest = body.Has("max_downtime_seconds") ? body.Number("max_downtime_seconds") : null;
        if (without && longest is null && !checking && !body.Has("max_downtime_seconds"))
            body.Fault(ApiFault.Missing(null, body.At("max_downtime_seconds")));
        var reason = MoveRequests.Reason(body);
        var asked = new CutoverRequest(slug)
        {
            WithoutStream = without,
            AllowUnfenced = MoveRequests.Flag(body, "allow_unfenced"),
            AllowUnmapped = MoveRequests.Flag(body, "allow_unmapped"),
            Reason = reason,
            Confirm = found => found.PredictedDowntimeSeconds is { } predicted && predicted > longest
                ? string.Create(CultureInfo.InvariantCulture, $"About {predicted:N0} s of downtime are to be expected, and max_downtime_seconds allows {longest:N0}.")
                : null,
        };
        body.AllowOnly("without_stream", "max_downtime_seconds", "allow_unfenced", "allow_unmapped", "reason");
        body.Refuse();
        return asked;
    }
}
