using AdminApp.Data.Access;
using AdminApp.Data.Schema;

namespace AdminApp.Data.Backups;

/// <summary>What became of the backups of one database.</summary>
/// <param name="Verdicts">Newest first.</param>
/// <param name="Bytes">Size of what was deleted, or would be.</param>
public sealed record PruneResult(string Database, bool DryRun, IReadOnlyList<RetentionVerdict> Verdicts, long Bytes)
{
    public int Deleted => Verdicts.Count(verdict => !verdict.Keep);
}

/// <summary>Deletes backups: by the rules, or one that a person names.</summary>
public sealed class BackupPruning(BackupStore store, BackupCatalogue catalogue, ManagedDatabases databases, BackupJournal journal, BackupSettings settings, TimeProvider time)
{
    /// <summary>Deletes what no rule keeps. Damaged backups neither count nor go: somebody should look at them.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="database">"central" or a tenant's slug.</param>
    /// <param name="dryRun">Tell and delete nothing.</param>
    /// <param name="reason">Why; goes into the audit.</param>
    /// <param name="cancellationToken">Stops before the next one.</param>
    public async Task<PruneResult> PruneAsync(Actor actor, string database, bool dryRun, string? reason, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageBackups);
        await databases.FindAsync(database, cancellationToken).ConfigureAwait(false);
        var rows = await catalogue.RowsAsync(cancellationToken).ConfigureAwait(false);
        var sound = (await store.OfAsync(database, cancellationToken).ConfigureAwait(false))
            .Where(backup => File.Exists(store.PathOf(backup.File)) && rows.GetValueOrDefault(backup.File) is not ({ VerifiedOk: false } or { TestProblem: not null })).ToList();
        var verdicts = BackupRetention.Decide(sound, settings.For(database), time.GetUtcNow().UtcDateTime);
        var going = verdicts.Where(verdict => !verdict.Keep).ToList();
        if (!dryRun)
        {
            foreach (var verdict in going)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await DeleteAsync(actor, database, verdict.File, reason ?? verdict.Why).ConfigureAwait(false);
            }
        }
        return new PruneResult(database, dryRun, verdicts, sound.Where(backup => going.Any(verdict => verdict.File == backup.File)).Sum(backup => backup.Bytes));
    }

    /// <summary>Deletes one backup, whatever the rules say.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="file">Name of the backup file.</param>
    /// <param name="reason">Why; goes into the audit.</param>
    /// <param name="cancellationToken">Ends it before it begins.</param>
    /// <exception cref="BackupException">There is no such backup, or it is the last one of its database.</exception>
    public async Task DeleteAsync(Actor actor, string file, string? reason, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageBackups);
        var manifest = await store.ManifestAsync(file, cancellationToken).ConfigureAwait(false);
        var others = (await store.OfAsync(manifest.Database, cancellationToken).ConfigureAwait(false)).Where(backup => backup.File != file && File.Exists(store.PathOf(backup.File)));
        if (File.Exists(store.PathOf(file)) && !others.Any())
            throw new BackupException($"{file} is the only backup of {manifest.Database}, so it stays. Make another one first.");
        await DeleteAsync(actor, manifest.Database, file, reason).ConfigureAwait(false);
    }

    private Task<bool> DeleteAsync(Actor actor, string database, string file, string? reason) =>
        journal.KeepAsync(actor, new BackupEntry(BackupActions.Delete, database, file, reason), async _ =>
        {
            BackupDirectory.Delete(store.PathOf(file));
            await catalogue.ForgetAsync(file, CancellationToken.None).ConfigureAwait(false);
            return true;
        });
}
