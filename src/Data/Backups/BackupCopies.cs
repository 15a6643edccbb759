using AdminApp.Data.Access;
using AdminApp.Data.Sqlite;

namespace AdminApp.Data.Backups;

/// <summary>
/// Keeps a copy of each backup in another place. A copy has its name only when it was read back and is, to the bit, the backup.
/// What fails is shown with the backup and tried again; making and restoring backups never waits for it.
/// </summary>
public sealed class BackupCopies(BackupStore store, BackupCatalogue catalogue, BackupJournal journal, BackupSettings settings, TimeProvider time)
{
    /// <summary>Copies what the other place lacks and deletes there what no rule keeps.</summary>
    /// <returns>Whether the other place now has everything; true also when none is configured.</returns>
    public async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        if (settings.CopyTo is not { } place)
            return true;
        var rows = await catalogue.RowsAsync(cancellationToken).ConfigureAwait(false);
        var local = (await store.ManifestsAsync(cancellationToken).ConfigureAwait(false)).Select(found => found.Manifest).OfType<BackupManifest>().ToList();
        var fault = Directory.Exists(place) ? null : $"{place} does not exist. Mount it or create it; it is not created by itself, so that an unmounted disk is noticed.";
        var there = fault is null ? (await BackupDirectory.ManifestsAsync(place, cancellationToken).ConfigureAwait(false)).Select(found => found.Manifest).OfType<BackupManifest>().ToList() : [];
        var complete = true;
        foreach (var backup in local.Where(backup => Lacks(backup, there, rows.GetValueOrDefault(backup.File)?.CopiedAt)))
        {
            var known = rows.GetValueOrDefault(backup.File)?.CopyProblem;
            complete &= await CopyAsync(backup, place, fault, known, cancellationToken).ConfigureAwait(false);
        }
        if (fault is null)
            await PruneAsync(place, cancellationToken).ConfigureAwait(false);
        return complete;
    }

    // One that was there and that the rules took away there must not come back each time.
    private bool Lacks(BackupManifest backup, List<BackupManifest> there, DateTime? copiedAt) =>
        there.TrueForAll(copy => copy.File != backup.File || copy.Sha256 != backup.Sha256)
        && (copiedAt is null || Decide(there.Where(copy => copy.Database == backup.Database).Append(backup), backup.Database).Any(verdict => verdict.Keep && verdict.File == backup.File));

    private async Task<bool> CopyAsync(BackupManifest backup, string place, string? fault, string? known, CancellationToken cancellationToken)
    {
        var problem = fault;
        try
        {
            if (problem is null)
                await CopyAsync(backup, place, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or BackupException)
        {
            problem = DiskSpace.IsFull(failed) ? $"No space left in {place}." : failed.Message;
        }
        if (problem is null || problem != known)
        {
            await catalogue.CopiedAsync(backup, problem, CancellationToken.None).ConfigureAwait(false);
            await journal.AddAsync(Actor.Application, new BackupEntry(BackupActions.Copy, backup.Database, backup.File, null) { Detail = problem ?? $"To {place}." }, problem is null).ConfigureAwait(false);
        }
        return problem is null;
    }

    private async Task CopyAsync(BackupManifest backup, string place, CancellationToken cancellationToken)
    {
        var target = Path.Combine(place, BackupName.Require(backup.File));
        var partial = BackupDirectory.PartialOf(target);
        try
        {
            // Something else of that name, or an older attempt: it counts for nothing.
            BackupDirectory.Delete(target);
            DatabaseFiles.Delete(partial);
            DatabaseFiles.CreateEmpty(partial);
            await using (var from = new FileStream(store.PathOf(backup.File), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan))
            await using (var to = new FileStream(partial, FileMode.Open, FileAccess.Write, FileShare.None, 1 << 20))
                await from.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
            Durable.FlushFile(partial);
            var sha256 = await DatabaseFiles.HashAsync(partial, cancellationToken).ConfigureAwait(false);
            if (sha256 != backup.Sha256)
                throw new BackupException($"What was read back from {place} is not the backup: its SHA-256 is {sha256[..12]}…, not {backup.Sha256[..12]}…. Check both disks.");
            await BackupDirectory.PublishAsync(target, backup, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            BackupDirectory.Withdraw(target);
        }
    }

    private async Task PruneAsync(string place, CancellationToken cancellationToken)
    {
        var copies = (await BackupDirectory.ManifestsAsync(place, cancellationToken).ConfigureAwait(false)).Select(found => found.Manifest).OfType<BackupManifest>();
        foreach (var database in copies.GroupBy(copy => copy.Database))
        {
            foreach (var verdict in Decide(database, database.Key).Where(verdict => !verdict.Keep))
                BackupDirectory.Delete(Path.Combine(place, BackupName.Require(verdict.File)));
        }
    }

    private IReadOnlyList<RetentionVerdict> Decide(IEnumerable<BackupManifest> backups, string database) =>
        BackupRetention.Decide(backups, settings.For(database), time.GetUtcNow().UtcDateTime);
}
