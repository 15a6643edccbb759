using AdminApp.Data.Central;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Schema;

/// <summary>Looks at one database's schema without changing anything; never through EF Core's migrator, which would take the lock.</summary>
public sealed class SchemaStatusReader(SchemaJournal journal, PostgresSchema postgres, KnownSchemas known, SqlitePolicy policy)
{
    private const int RunsShown = 20;

    internal async Task<SchemaStatus> ReadAsync(ManagedDatabase database, CancellationToken cancellationToken)
    {
        var runs = await journal.RecentAsync(database.Name, RunsShown, cancellationToken).ConfigureAwait(false);
        try
        {
            return database is { IsFile: false, Tenant: { } tenant }
                ? await OnServerAsync(database, tenant, runs, cancellationToken).ConfigureAwait(false)
                : await WithDriftAsync(database, Describe(database, VersionOf(database, policy), runs, null), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SchemaMigrationException or SqliteException or TenantUnavailableException)
        {
            return Describe(database, null, runs, fault.Message);
        }
    }

    private async Task<SchemaStatus> WithDriftAsync(ManagedDatabase database, SchemaStatus status, CancellationToken cancellationToken)
    {
        if (!status.IsCurrent || status.Applied.Count == 0)
            return status;
        using var connection = policy.Open(SqliteConnectionStrings.ReadOnce(database.Path));
        return status with { Drift = await known.DriftAsync(database, connection, status.Applied[^1], cancellationToken).ConfigureAwait(false) };
    }

    private async Task<SchemaStatus> OnServerAsync(ManagedDatabase database, TenantInfo tenant, IReadOnlyList<SchemaMigrationRun> runs, CancellationToken cancellationToken)
    {
        var (applied, known) = await postgres.ReadAsync(tenant, cancellationToken).ConfigureAwait(false);
        return Describe(database, null, runs, null) with { Applied = applied, Pending = [.. known.Except(applied)], Unknown = [.. applied.Except(known)] };
    }

    /// <exception cref="SchemaMigrationException">The file is missing or damaged.</exception>
    internal static SchemaVersion VersionOf(ManagedDatabase database, SqlitePolicy policy)
    {
        var file = Path.GetFileName(database.Path);
        if (!File.Exists(database.Path))
            throw new SchemaMigrationException($"{file} is missing. Restore a backup with `backup restore`.");
        try
        {
            using var connection = policy.Open(SqliteConnectionStrings.ReadOnce(database.Path));
            return SchemaVersion.Read(connection);
        }
        catch (SqliteException fault) when (fault.IsDamage())
        {
            throw new SchemaMigrationException($"{file} is damaged ({fault.Message}). Restore a backup with `backup restore`.", fault);
        }
    }

    private SchemaStatus Describe(ManagedDatabase database, SchemaVersion? version, IReadOnlyList<SchemaMigrationRun> runs, string? fault)
    {
        using var context = database.Context(SqliteConnectionStrings.Create(database.Path), policy);
        var known = version is null ? [] : context.Database.GetMigrations().ToList();
        var applied = version?.Applied ?? [];
        return new SchemaStatus(
            database.Name, database.Title, Path.GetFileName(database.Path), File.Exists(database.Path),
            database.Tenant?.Provider ?? TenantProvider.Sqlite, database.Tenant?.State,
            applied, [.. known.Except(applied)], [.. applied.Except(known)], version?.Lock, runs, fault);
    }
}
