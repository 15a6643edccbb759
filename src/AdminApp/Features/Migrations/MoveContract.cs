using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminApp.Features.Migrations;

/// <summary>Body that rehearses the move of a tenant.</summary>
/// <param name="Scratch">A PostgreSQL server on which a database may be made and dropped, for the way back; kept nowhere.</param>
public sealed record MoveRehearsalBody(string? Scratch = null);

/// <summary>A step of a move.</summary>
/// <param name="Name">plan, rehearse, stream, cutover or fallback.</param>
/// <param name="State">waiting, next, now, done or failed.</param>
/// <param name="Detail">For people.</param>
public sealed record MoveStepResponse(string Name, string State, string Detail);

/// <summary>Where a tenant lives, and how far its move is.</summary>
/// <param name="Provider">postgresql or sqlite.</param>
/// <param name="State">active, frozen, migrating, quarantined or inactive.</param>
/// <param name="Source">Its PostgreSQL database as <c>database at host:port</c>, without user and password.</param>
/// <param name="KeptAs">How the connection is kept.</param>
/// <param name="PredictedDowntimeSeconds">Of a cutover without a stream, as rehearsed, else as planned.</param>
/// <param name="MeasuredDowntimeMs">Of the last cutover.</param>
/// <param name="Stream">Left out when there is none.</param>
/// <param name="Runs">Newest first, of every kind; without their reports.</param>
public sealed record MoveResponse(
    string Tenant, string Name, string Provider, string State, string? Source, string? KeptAs, double? PredictedDowntimeSeconds, double? MeasuredDowntimeMs, IReadOnlyList<MoveStepResponse> Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StreamResponse? Stream, IReadOnlyList<DataMigrationResponse> Runs)
{
    private static readonly string[] Names = ["plan", "rehearse", "stream", "cutover", "fallback"];

    internal static MoveResponse Of(TenantMove move) => new(
        move.Tenant.Slug, move.Tenant.Name, move.OnPostgres ? "postgresql" : "sqlite", move.Tenant.State.ToString().ToLowerInvariant(), move.Source, move.KeptAs, move.Facts.DowntimeSeconds, move.Facts.MeasuredMs,
        [.. MoveSteps.Of(move).Zip(Names, (step, name) => new MoveStepResponse(name, JsonNamingPolicy.SnakeCaseLower.ConvertName(step.State.ToString()), step.Detail))],
        move.Stream is { } stream ? StreamResponse.Of(stream) : null, [.. move.Runs.Select(run => DataMigrationResponse.Of(run, run.Id == move.Job?.RunId ? move.Job : null, withReport: false))]);
}
