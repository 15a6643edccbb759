using AdminApp.Data.Central;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.Schema;

/// <summary>The schema of one database, as found in its file.</summary>
/// <param name="Database">"central" or the tenant's slug.</param>
/// <param name="Title">The tenant's name.</param>
/// <param name="File">File name.</param>
/// <param name="Exists">Whether the file is there.</param>
/// <param name="Provider">PostgreSql for a tenant that has no file yet.</param>
/// <param name="State">The tenant's state; null for the central database.</param>
/// <param name="Applied">Migration ids, oldest first.</param>
/// <param name="Pending">In this application and not in the file.</param>
/// <param name="Unknown">In the file and not in this application: a newer version has migrated it.</param>
/// <param name="Lock">A lock somebody left behind; cleared by the next <c>schema up</c>.</param>
/// <param name="Runs">Newest first.</param>
/// <param name="Fault">Why the file could not be read, for people; null normally.</param>
public sealed record SchemaStatus(
    string Database, string Title, string File, bool Exists, TenantProvider Provider, TenantState? State,
    IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown,
    SchemaLock? Lock, IReadOnlyList<SchemaMigrationRun> Runs, string? Fault)
{
    /// <summary>What is not as the applied migrations make it, one line each; looked for where nothing is pending.</summary>
    public IReadOnlyList<string> Drift { get; init; } = [];

    /// <summary>The newest change of the schema failed, and none went well since.</summary>
    public bool LastFailed => Runs is [{ State: "failed" }, ..];

    /// <summary>Served as it is: nothing pending, nothing unknown, readable.</summary>
    public bool IsCurrent => Fault is null && Pending.Count == 0 && Unknown.Count == 0;
}

/// <summary>What a schema change did.</summary>
/// <param name="Steps">Migrations applied or reverted, in order; empty when there was nothing to do.</param>
/// <param name="LockCleared">An abandoned lock was found and removed.</param>
/// <param name="Backup">File name of the safety backup; null when nothing was changed.</param>
public sealed record SchemaChange(
    string Database, string Direction, string? From, string? To, IReadOnlyList<string> Steps, bool LockCleared, string? Backup, double Seconds);

/// <summary>A schema change that was refused or failed; the live database is as it was. The message is for people.</summary>
public sealed class SchemaMigrationException(string message, Exception? inner = null) : Exception(message, inner);
