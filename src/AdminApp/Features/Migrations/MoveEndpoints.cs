using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Tenants;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Migrations;

/// <summary>How the moves of tenants stand, and what begins them without a connection string: what the page of a move shows and does, for programs.</summary>
internal static class MoveEndpoints
{
    private const string Root = "/api/data-migrations/moves";

    public static void MapMoves(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup(Root).WithTags("data migrations").AddEndpointFilter(HttpAccess.RefuseOthersTenantAsync);
        all.MapGet("", ListAsync).WithName("list_moves").WithSummary("Show how far each tenant on PostgreSQL, or from there, is with its move").Demands(Permission.Read);
        var one = all.MapGroup("/{slug}").ProducesFault(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).WithName("get_move").WithSummary("Show how far the move of a tenant is, with its stream and all its runs").Demands(Permission.Read);
        one.MapPost("/plan", PlanAsync).WithName("plan_move").WithSummary("Plan the move of a tenant, as a run").Demands(Permission.Migrate).ProducesFault(StatusCodes.Status409Conflict);
        one.MapPost("/rehearse", RehearseAsync).WithName("rehearse_move").WithSummary("Rehearse the move of a tenant, as a run that touches nothing live").Takes<MoveRehearsalBody>().Demands(Permission.Migrate)
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<IReadOnlyList<MoveResponse>>> ListAsync(AccessProvider access, TenantMoves moves, VisibleDatabases visible, CancellationToken cancellationToken)
    {
        var found = await moves.ListAsync(await access.ActorAsync(cancellationToken), await visible.FilterAsync(cancellationToken), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<MoveResponse>>([.. found.Select(MoveResponse.Of)]);
    }

    private static async Task<Ok<MoveResponse>> GetAsync(AccessProvider access, TenantMoves moves, VisibleDatabases visible, string slug, CancellationToken cancellationToken)
    {
        var move = await moves.FindAsync(await access.ActorAsync(cancellationToken), slug, await visible.FilterAsync(cancellationToken), cancellationToken);
        return TypedResults.Ok(MoveResponse.Of(move ?? throw new ApiRefusedException(StatusCodes.Status404NotFound, "Tenant not found")));
    }

    private static async Task<Accepted<DataMigrationResponse>> PlanAsync(AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, string slug, CancellationToken cancellationToken) =>
        await AcceptedAsync(journal, await jobs.PlanAsync(await access.ActorAsync(cancellationToken), Require(slug)));

    private static async Task<Accepted<DataMigrationResponse>> RehearseAsync(
        AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, HttpRequest request, string slug, CancellationToken cancellationToken)
    {
        var body = await ApiBody.ReadAsync(request, optional: true);
        var scratch = body.OptionalText("scratch")?.Trim();
        if (DataCopyModelValidator.ScratchFault(scratch) is { } fault)
            body.Fault(ApiFault.Value(fault, null, body.At("scratch")));
        body.AllowOnly("scratch");
        body.Refuse();
        return await AcceptedAsync(journal, await jobs.RehearseAsync(await access.ActorAsync(cancellationToken), Require(slug), string.IsNullOrEmpty(scratch) ? null : scratch));
    }

    private static async Task<Accepted<DataMigrationResponse>> AcceptedAsync(DataMigrationJournal journal, DataMigrationJob job)
    {
        var run = await journal.FindAsync(job.RunId, CancellationToken.None);
        return TypedResults.Accepted(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/data-migrations/{job.RunId}"), DataMigrationResponse.Of(run!, job, withReport: false));
    }

    private static string Require(string slug) => TenantSlug.Fault(slug) is null ? slug : throw new UnknownTenantException(slug);
}
