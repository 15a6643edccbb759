using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;
using AdminApp.Server;

namespace AdminApp.Features.Migrations;

/// <summary>Where a tenant lives and how far its move is: a picture of the moment.</summary>
/// <param name="Source">Its PostgreSQL database as <c>database at host:port</c>; null when it has none or that cannot be told.</param>
/// <param name="Fault">Why the connection cannot be told, with the next step.</param>
/// <param name="KeptAs">How the connection is kept; null when there is none.</param>
/// <param name="Runs">Newest first, of every kind.</param>
/// <param name="Stream">Null when it has none.</param>
/// <param name="Job">What this process does for it at the moment, or did last; null for neither.</param>
public sealed record TenantMove(
    TenantInfo Tenant, string? Source, string? Fault, string? KeptAs, IReadOnlyList<DataMigrationRun> Runs, StreamState? Stream, DataMigrationJob? Job)
{
    public bool OnPostgres => Tenant.Provider == TenantProvider.PostgreSql;

    /// <summary>It lives on PostgreSQL, or came from there and can go back.</summary>
    public bool CanMove => OnPostgres || KeptAs is not null;

    public bool Busy => Job is { IsRunning: true };

    /// <summary>Runs since the tenant came back last, newest first.</summary>
    private IReadOnlyList<DataMigrationRun> Round { get; } = [.. Runs.TakeWhile(run => run is not { Kind: DataMigrationJournal.Fallback, State: DataMigrationJournal.Completed })];

    public MoveFacts Facts { get; } = MoveFacts.Of([.. Runs.TakeWhile(run => run is not { Kind: DataMigrationJournal.Fallback, State: DataMigrationJournal.Completed })]);

    /// <summary>The newest run of that kind since the tenant came back last; null when there is none.</summary>
    public DataMigrationRun? Newest(string kind) => Round.FirstOrDefault(run => run.Kind == kind);

    /// <summary>The newest fallback, of whichever round.</summary>
    public DataMigrationRun? Fallback => Runs.FirstOrDefault(run => run.Kind == DataMigrationJournal.Fallback);

    public bool Does(string kind) => Job is { IsRunning: true } job && job.Kind == kind;
}
