using System.Collections.Concurrent;
using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.Health;

/// <summary>Checks the databases, and takes a damaged tenant out of service so that the others go on.</summary>
public sealed partial class DatabaseHealth(
    ManagedDatabases databases, TenantRegistry registry, TenantDatabases tenants, CentralDatabase central,
    SqlitePolicy policy, TimeProvider time, ILogger<DatabaseHealth> log)
{
    private static readonly Dictionary<string, string> None = [];

    private readonly ConcurrentDictionary<string, DatabaseReport> latest = new(StringComparer.Ordinal);

    /// <summary>The last report of each database checked since the start, central first.</summary>
    public IReadOnlyList<DatabaseReport> Latest =>
        [.. latest.Values.OrderBy(r => r.Database != ManagedDatabase.Central).ThenBy(r => r.Title, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Checks every database to the last page. Works on a thread of its own: SQLite knows no asynchronous reads.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    public async Task<IReadOnlyList<DatabaseReport>> CheckAsync(Actor actor, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        var found = await databases.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var gone in latest.Keys.Except(found.Select(d => d.Name)))
            latest.TryRemove(gone, out _);
        foreach (var database in found)
            await CheckAsync(database, cancellationToken).ConfigureAwait(false);
        return Latest;
    }

    /// <inheritdoc cref="CheckAsync(Actor, CancellationToken)"/>
    /// <exception cref="UnknownTenantException">Neither "central" nor a registered tenant.</exception>
    public async Task<DatabaseReport> CheckAsync(Actor actor, string database, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        return await CheckAsync(await databases.FindAsync(database, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Quick enough for a probe every second: can central be read, and is every tenant in service? Needs no permission and tells nothing of tenants.</summary>
    public async Task<HealthSummary> SummaryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = central.Read();
            var quarantined = await context.Tenants.AnyAsync(t => t.State == TenantState.Quarantined, cancellationToken).ConfigureAwait(false);
            var degraded = quarantined || latest.Values.Any(r => !r.IsSound);
            return new HealthSummary(degraded ? HealthSummary.Degraded : HealthSummary.Ok, SqliteEngine.Version);
        }
        catch (SqliteException fault)
        {
            CannotRead(log, ManagedDatabase.Central, fault.Message);
            return new HealthSummary(HealthSummary.Degraded, SqliteEngine.Version, CanServe: false);
        }
    }

    private async Task<DatabaseReport> CheckAsync(ManagedDatabase database, CancellationToken cancellationToken)
    {
        var report = await Task.Factory.StartNew(
            () => Look(database, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        if (!report.IsSound)
            CannotRead(log, database.Name, report.Fault ?? report.Damage[0]);
        if ((report.Damage.Count > 0 || !File.Exists(database.Path)) && database.IsFile && report.State is TenantState.Active or TenantState.Frozen)
        {
            await registry.SetStateAsync(Actor.Application, database.Name, TenantState.Quarantined, cancellationToken).ConfigureAwait(false);
            tenants.Forget(database.Name);
            report = report with { State = TenantState.Quarantined };
        }
        return latest[database.Name] = report;
    }

    private DatabaseReport Look(ManagedDatabase database, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        // Sizes by name only: opening a live file or its log as a plain file drops SQLite's locks.
        var wal = Length(database.Path + "-wal");
        var report = new DatabaseReport(
            database.Name, database.Title, database.Tenant?.State, database.Tenant?.Provider ?? TenantProvider.Sqlite,
            Length(database.Path), wal, wal > policy.Settings.WalAlertMiB * 1024L * 1024L, None, None, [], [], null, time.GetUtcNow().UtcDateTime, 0);
        if (!database.IsFile)
            return report;
        if (!File.Exists(database.Path))
            return report with { Fault = $"{Path.GetFileName(database.Path)} is missing. Restore a backup on the Backups page." };
        try
        {
            using var writer = policy.Open(SqliteConnectionStrings.Writer(database.Path));
            using var reader = policy.Open(SqliteConnectionStrings.Reader(database.Path));
            var integrity = Integrity.Check(reader, cancellationToken);
            report = report with
            {
                Writer = SqlitePolicy.Effective(writer),
                Reader = SqlitePolicy.Effective(reader),
                Damage = integrity.Damage,
                BrokenReferences = integrity.References,
            };
        }
        catch (SqliteException fault) when (fault.IsDamage())
        {
            report = report with { Damage = [fault.Message] };
        }
        catch (SqliteException fault)
        {
            report = report with { Fault = fault.Message };
        }
        return report with { Seconds = watch.Elapsed.TotalSeconds };
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    [LoggerMessage(Level = LogLevel.Error, Message = "The database {Database} is not sound: {Problem}")]
    private static partial void CannotRead(ILogger log, string database, string problem);
}
