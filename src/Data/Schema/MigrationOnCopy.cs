using AdminApp.Data.Schema.Sqlite;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema;

/// <summary>
/// Carries out a plan on a copy beside the live file, checks the copy, and swaps it in. EF Core's table rebuilds switch foreign
/// keys off outside the transaction and can stop half-way: on a copy that costs nothing. The caller holds the write gate.
/// </summary>
public sealed class MigrationOnCopy(DatabaseFiles files, SqlitePolicy policy)
{
    internal const string Suffix = ".migrating";

    /// <param name="database">What is migrated.</param>
    /// <param name="plan">Steps and target.</param>
    /// <param name="finish">Writes what belongs into the same swap (audit); gets a context of the copy.</param>
    /// <exception cref="SchemaMigrationException">A check failed; the live file is untouched.</exception>
    internal async Task RunAsync(ManagedDatabase database, SchemaPlan plan, Func<DbContext, Task> finish, CancellationToken cancellationToken)
    {
        var copy = database.Path + Suffix;
        try
        {
            files.Copy(database.Path, copy, cancellationToken);
            var before = Inspect(copy, clearLock: true, cancellationToken);
            await MigrateAsync(database, copy, plan, cancellationToken).ConfigureAwait(false);
            Compare(before, Inspect(copy, clearLock: false, cancellationToken), plan);
            await using (var context = database.Context(SqliteConnectionStrings.Create(copy), policy))
                await finish(context).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            files.ReplaceContent(database.Path, copy);
        }
        finally
        {
            DatabaseFiles.Delete(copy);
        }
    }

    private async Task MigrateAsync(ManagedDatabase database, string copy, SchemaPlan plan, CancellationToken cancellationToken)
    {
        await using var context = database.Context(SqliteConnectionStrings.Create(copy), policy);
        await context.GetService<IMigrator>().MigrateAsync(plan.Target, cancellationToken).ConfigureAwait(false);
        if (context is not SqliteTenantContext)
            return;
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        // A table that was rebuilt has lost its triggers.
        await DataMigration.Moving.ChangeLog.RepairAsync(connection, cancellationToken).ConfigureAwait(false);
        // A migration cannot fold text beyond ASCII; until these columns are right, search and order are not.
        if (plan.Target == context.Database.GetMigrations().Last())
            SearchColumns.RefreshAll(connection);
    }

    private Inspection Inspect(string copy, bool clearLock, CancellationToken cancellationToken)
    {
        using var connection = policy.Open(SqliteConnectionStrings.Create(copy));
        if (clearLock)
            SchemaVersion.ClearLock(connection);
        return new Inspection(Integrity.Check(connection, cancellationToken), Integrity.CountRows(connection, cancellationToken), SchemaVersion.Read(connection));
    }

    private static void Compare(Inspection before, Inspection after, SchemaPlan plan)
    {
        if (!after.Integrity.IsSound)
            throw new SchemaMigrationException($"quick_check of the migrated copy found damage: {after.Integrity.Damage[0]}");
        if (after.Integrity.BrokenReferences > before.Integrity.BrokenReferences)
            throw new SchemaMigrationException($"foreign keys of the migrated copy point nowhere: {string.Join(", ", after.Integrity.References)}");
        if ((after.Version.Current ?? SchemaPlan.Empty) != plan.Target || after.Version.Lock is not null)
            throw new SchemaMigrationException($"the migrated copy ended at {after.Version.Current ?? SchemaPlan.Empty} instead of {plan.Target}");
        // The change log grows by what a migration writes.
        foreach (var (table, rows) in before.Rows.Where(counted => counted.Key != DataMigration.Moving.ChangeLog.Table))
            if (after.Rows.TryGetValue(table, out var now) && now != rows)
                throw new SchemaMigrationException($"table {table} had {rows} rows and would have {now}");
    }

    private sealed record Inspection(IntegrityReport Integrity, SortedDictionary<string, long> Rows, SchemaVersion Version);
}
