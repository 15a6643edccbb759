using System.Text.Json.Serialization;
using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Features.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Migrations;

/// <summary>Body that starts a stream.</summary>
/// <param name="Anew">Copy anew, also where an earlier stream could go on.</param>
/// <param name="AllowUnmapped">Leave out what has no place here.</param>
/// <param name="Reason">Kept in the audit.</param>
public sealed record StreamBody(bool Anew = false, bool AllowUnmapped = false, string? Reason = null);

/// <summary>Body that stops a stream.</summary>
/// <param name="Reason">Kept in the audit.</param>
public sealed record StreamStopBody(string? Reason = null);

/// <summary>A stream of changes from a tenant's PostgreSQL database into its file.</summary>
/// <param name="Phase">copying, streaming, reconnecting, stopped or faulted.</param>
/// <param name="Slot">Name of slot and publication at the source.</param>
/// <param name="Position">Everything up to there is in the file.</param>
/// <param name="AppliedAt">When the source committed the transaction applied last.</param>
/// <param name="Fault">Why it stopped, with the next step.</param>
/// <param name="Progress">While it copies.</param>
public sealed record StreamResponse(
    string Phase, string Slot, string Source, string? Position, DateTime? AppliedAt, long? LagBytes, double? LagSeconds, long? RetainedBytes, long Rows, long Transactions, double RowsPerSecond, string? Fault,
    IReadOnlyList<string> Warnings, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DataMigrationProgress? Progress)
{
    internal static StreamResponse Of(StreamState state) => new(
        state.Phase.ToString().ToLowerInvariant(), state.Slot, state.Source, state.Position, state.AppliedAt, state.LagBytes, state.LagSeconds, state.RetainedBytes, state.Rows, state.Transactions,
        Math.Round(state.RowsPerSecond, 1), state.Fault, state.Warnings, state.Copy is { } copy ? DataMigrationProgress.Of(copy) : null);
}

/// <summary>Start, follow, stop and drop the stream of a tenant, for programs.</summary>
internal static class StreamEndpoints
{
    private const string NoReason = "By the REST API; no reason was given.";

    public static void MapStream(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/data-migrations/stream/{slug}").WithTags("data migrations").AddEndpointFilter(HttpAccess.RefuseOthersTenantAsync)
            .ProducesFault(StatusCodes.Status404NotFound);
        all.MapGet("", GetAsync).WithName("get_stream").WithSummary("Show how the stream of a tenant stands").Demands(Permission.Read);
        all.MapPost("", StartAsync).WithName("start_stream").WithSummary("Copy a tenant's PostgreSQL database into its file and follow its changes").Takes<StreamBody>().Demands(Permission.Migrate)
            .WithDescription("Answers when its slot is there, which waits for transactions that run at the source. Goes on where it stopped, also after a restart of the application.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        all.MapPost("/stop", StopAsync).WithName("stop_stream").WithSummary("Stop following; the slot stays, and the source keeps its log for it").Takes<StreamStopBody>().Demands(Permission.Migrate);
        all.MapDelete("", DropAsync).WithName("drop_stream").WithSummary("End a stream for good; its slot is dropped, the file stays").Demands(Permission.Migrate)
            .ProducesFault(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<StreamResponse>> GetAsync(TenantStreams streams, VisibleDatabases visible, string slug, CancellationToken cancellationToken) =>
        TypedResults.Ok(StreamResponse.Of(await StateAsync(streams, visible, slug, cancellationToken)));

    private static async Task<Accepted<StreamResponse>> StartAsync(AccessProvider access, TenantStreams streams, MoveAudit audit, HttpRequest request, string slug, CancellationToken cancellationToken)
    {
        MoveRequests.RequireSlug(slug);
        var body = await ApiBody.ReadAsync(request, optional: true);
        var how = new StreamStart(MoveRequests.Flag(body, "anew"), MoveRequests.Flag(body, "allow_unmapped"));
        var reason = MoveRequests.Reason(body) ?? NoReason;
        body.AllowOnly("anew", "allow_unmapped", "reason");
        body.Refuse();
        var actor = await access.ActorAsync(cancellationToken);
        var state = await streams.StartAsync(actor, slug, how, cancellationToken);
        await audit.RecordAsync(actor, slug, AuditActions.StartStream, reason, cancellationToken);
        return TypedResults.Accepted($"/api/data-migrations/stream/{slug}", StreamResponse.Of(state));
    }

    private static async Task<Ok<StreamResponse>> StopAsync(AccessProvider access, TenantStreams streams, VisibleDatabases visible, MoveAudit audit, HttpRequest request, string slug, CancellationToken cancellationToken)
    {
        MoveRequests.RequireSlug(slug);
        var body = await ApiBody.ReadAsync(request, optional: true);
        var reason = MoveRequests.Reason(body) ?? NoReason;
        body.AllowOnly("reason");
        body.Refuse();
        var actor = await access.ActorAsync(cancellationToken);
        await streams.StopAsync(actor, slug, cancellationToken);
        await audit.RecordAsync(actor, slug, AuditActions.StopStream, reason, cancellationToken);
        return await GetAsync(streams, visible, slug, cancellationToken);
    }

    private static async Task<NoContent> DropAsync(AccessProvider access, TenantStreams streams, VisibleDatabases visible, MoveAudit audit, string slug, string? reason, CancellationToken cancellationToken)
    {
        await StateAsync(streams, visible, slug, cancellationToken);
        if (reason is { Length: > MoveAudit.ReasonLength })
            throw new ApiRefusedException(StatusCodes.Status422UnprocessableEntity, $"A reason has at most {MoveAudit.ReasonLength} characters");
        var actor = await access.ActorAsync(cancellationToken);
        await streams.DropAsync(actor, slug, cancellationToken);
        await audit.RecordAsync(actor, slug, AuditActions.DropStream, string.IsNullOrWhiteSpace(reason) ? NoReason : reason, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<StreamState> StateAsync(TenantStreams streams, VisibleDatabases visible, string slug, CancellationToken cancellationToken)
    {
        MoveRequests.RequireSlug(slug);
        var mine = await visible.FilterAsync(cancellationToken);
        var state = mine(slug) ? await streams.StateAsync(slug, cancellationToken) : null;
        return state ?? throw new ApiRefusedException(StatusCodes.Status404NotFound, "Stream not found");
    }
}
