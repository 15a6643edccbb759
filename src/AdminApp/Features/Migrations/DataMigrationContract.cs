using System.Text.Json;
using System.Text.Json.Serialization;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Server;

namespace AdminApp.Features.Migrations;

/// <summary>Body of a plan.</summary>
/// <param name="Source">Connection string of a PostgreSQL database; kept nowhere.</param>
public sealed record DataPlanBody(string Source);

/// <summary>Body that starts a copy.</summary>
/// <param name="Source">Connection string of a PostgreSQL database; kept nowhere.</param>
/// <param name="Slug">The tenant to fill; created when the copy is proven.</param>
/// <param name="Name">Of a new tenant; its slug by default.</param>
/// <param name="Replace">Put the copy in the place of an existing tenant's database, after a backup.</param>
/// <param name="AllowUnmapped">Leave out what has no place here.</param>
/// <param name="Resume">Go on with what a cancelled copy left.</param>
public sealed record DataCopyBody(string Source, string Slug, string? Name = null, bool Replace = false, bool AllowUnmapped = false, bool Resume = false);

/// <summary>Body that starts a verification.</summary>
/// <param name="Source">Connection string of the database the tenant was copied from; kept nowhere.</param>
/// <param name="Slug">The tenant.</param>
public sealed record DataVerifyBody(string Source, string Slug);

/// <summary>Body that starts a rehearsal.</summary>
/// <param name="Source">Connection string of a PostgreSQL database; kept nowhere.</param>
/// <param name="Slug">The tenant that would be filled; nothing happens to it.</param>
/// <param name="Scratch">A PostgreSQL server on which a database may be made and dropped, for the way back; kept nowhere.</param>
/// <param name="AllowUnmapped">Leave out what has no place here.</param>
public sealed record DataRehearsalBody(string Source, string Slug, string? Scratch = null, bool AllowUnmapped = false);

/// <summary>A run of the data-migration engine.</summary>
/// <param name="Kind">plan, copy, verify, rehearse, stream, cutover or fallback.</param>
/// <param name="State">running, completed, differs, failed or cancelled.</param>
/// <param name="Error">Why it did not complete, with the next step.</param>
/// <param name="Progress">While it runs in this process.</param>
/// <param name="Report">When it has ended well, or found differences; left out of lists.</param>
public sealed record DataMigrationResponse(
    long Id, string Kind, string Tenant, string State, string Source, string StartedBy, DateTime StartedAt, DateTime? FinishedAt, long Rows, double Seconds, string? Error, string? CancelledBy,
    DataMigrationProgress? Progress, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Report)
{
    /// <summary>While a cutover runs in this process.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CutoverState? Cutover { get; init; }

    /// <summary>While a fallback runs in this process.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FallbackState? Fallback { get; init; }

    internal static DataMigrationResponse Of(DataMigrationRun run, DataMigrationJob? job, bool withReport) => new(
        run.Id, run.Kind, run.TenantSlug, run.State, run.Source, run.StartedBy, Utc(run.StartedAt), run.FinishedAt is { } at ? Utc(at) : null, run.Rows, run.Seconds, run.Error, job?.CancelledBy,
        run.State == DataMigrationJournal.Running && job?.Progress is { } progress ? DataMigrationProgress.Of(progress) : null,
        withReport && run.Report is { } report ? JsonSerializer.Deserialize<JsonElement>(report) : null)
    {
        Cutover = run.State == DataMigrationJournal.Running && job?.Cutover is { } cutover ? CutoverState.Of(cutover) : null,
        Fallback = run.State == DataMigrationJournal.Running && job?.Fallback is { } fallback ? FallbackState.Of(fallback) : null,
    };

    private static DateTime Utc(DateTime instant) => DateTime.SpecifyKind(instant, DateTimeKind.Utc);
}

/// <summary>How far a run is.</summary>
/// <param name="Phase">connecting, preparing, loading, indexing, checking, verifying or finishing; of a rehearsal, planning before and returning after them.</param>
/// <param name="Fraction">Of the rows that are loaded, then of those that are compared, 0 to 1.</param>
/// <param name="RemainingSeconds">For the rows, by the rate of the last seconds; null while that cannot be told.</param>
public sealed record DataMigrationProgress(
    string Phase, double Fraction, long Rows, long RowsExpected, double RowsPerSecond, long Bytes, double BytesPerSecond, double ElapsedSeconds, double? RemainingSeconds, IReadOnlyList<DataMigrationTableProgress> Tables)
{
    internal static DataMigrationProgress Of(DataCopyProgress progress) => new(
        progress.Phase.ToString().ToLowerInvariant(), progress.Fraction, progress.Rows, progress.RowsExpected, progress.RowsPerSecond, progress.Bytes, progress.BytesPerSecond,
        progress.Elapsed.TotalSeconds, progress.Remaining?.TotalSeconds,
        [.. progress.Tables.Select(table => new DataMigrationTableProgress(table.Name, table.Rows, table.RowsExpected, table.RowsPerSecond, table.Bytes, table.Done))]);
}

/// <summary>How far one table of a copy is.</summary>
public sealed record DataMigrationTableProgress(string Name, long Rows, long RowsExpected, double RowsPerSecond, long Bytes, bool Done);
