using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Backups;

/// <summary>What a restore would change.</summary>
/// <param name="PendingMigrations">What the restored schema would lack.</param>
/// <param name="Tables">Tables that would change, those with most rows concerned first.</param>
/// <param name="UnchangedTables">How many would not.</param>
public sealed record RestorePreview(
    string Database, string File, DateTime CreatedAt, string? SchemaNow, string? SchemaThen, IReadOnlyList<string> PendingMigrations,
    IReadOnlyList<TableDifference> Tables, int UnchangedTables, double Seconds)
{
    /// <summary>The live database holds what the backup holds.</summary>
    public bool IsSame => Tables.Count == 0 && SchemaNow == SchemaThen;
}

/// <summary>Says what a restore would do without doing it.</summary>
public sealed class RestorePreviews(BackupStore store, BackupChecks checks, BackupRestore restore, ManagedDatabases databases, BackupJournal journal, SqlitePolicy policy)
{
    /// <summary>Compares a backup with the live database, which may be written meanwhile: it is read as of one moment. Long for a large one.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="file">Name of the backup file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="progress">Is told phases and fractions, on any thread.</param>
    /// <exception cref="BackupException">The restore itself would be refused; the message says why.</exception>
    public async Task<RestorePreview> CompareAsync(Actor actor, string file, CancellationToken cancellationToken, IProgress<BackupProgress>? progress = null)
    {
        actor.Demand(Permission.ManageBackups);
        var watch = Stopwatch.StartNew();
        var manifest = await store.ManifestAsync(file, cancellationToken).ConfigureAwait(false);
        var database = (await databases.FindAsync(manifest.Database, cancellationToken).ConfigureAwait(false)).RequireFile();
        return await journal.KeepAsync(actor, new BackupEntry(BackupActions.Compare, database.Name, file, null), async entry =>
        {
            var problems = await checks.ProblemsAsync(database, manifest, cancellationToken, progress).ConfigureAwait(false);
            if (problems.Count > 0)
                throw new BackupException($"The backup {file} would be refused: {string.Join("; ", problems)}. Choose another backup.");
            progress.Begin(BackupPhase.Comparing);
            var (schema, tables) = File.Exists(database.Path) ? Compare(database.Path, store.PathOf(file), progress, cancellationToken) : (null, Appearing(manifest));
            var changed = tables.Where(table => table.Changed > 0 || table.Note is not null).OrderByDescending(table => table.Changed).ThenBy(table => table.Table, StringComparer.Ordinal).ToList();
            entry.Detail = $"{changed.Count} tables differ.";
            return new RestorePreview(database.Name, file, manifest.CreatedAt, schema, manifest.SchemaVersion, restore.PendingAfter(database, manifest),
                changed, tables.Count - changed.Count, watch.Elapsed.TotalSeconds);
        }).ConfigureAwait(false);
    }

    private (string? Schema, IReadOnlyList<TableDifference> Tables) Compare(string live, string backup, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = policy.Open(SqliteConnectionStrings.ReadOnce(live));
            // Sorts of tables without a key may be larger than memory.
            connection.Execute("PRAGMA temp_store=FILE");
            connection.Execute("ATTACH $backup AS backup", ("$backup", backup));
            using var moment = connection.BeginTransaction(deferred: true);
            return (SchemaVersion.Read(connection).Current, TableComparison.All(connection, progress.Of(BackupPhase.Comparing), cancellationToken));
        }
        catch (SqliteException fault) when (fault.IsDamage())
        {
            throw new BackupException($"{Path.GetFileName(live)} is damaged ({fault.Message}), so there is nothing to compare with. A restore keeps the damaged file aside.", fault);
        }
    }

    private static IReadOnlyList<TableDifference> Appearing(BackupManifest manifest) =>
        [.. manifest.Rows.Select(table => new TableDifference(table.Key, 0, table.Value, table.Value, 0, 0, table.Value == 0 ? null : "there is no database file now"))];
}
