using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.Backups;

/// <summary>Restores a backup into a scratch file, the way a restore does it, and compares what came out with the manifest.</summary>
public sealed class RestoreTests(
    BackupStore store, BackupChecks checks, BackupCatalogue catalogue, ManagedDatabases databases, DatabaseLocations locations, DatabaseFiles files, SqlitePolicy policy, BackupJournal journal)
{
    // The exchange writes the content into the log and from there into the file.
    private const int SpaceFactor = 2;

    /// <summary>Long for a large one. The outcome is kept and shown with the backup.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="file">Name of the backup file.</param>
    /// <param name="cancellationToken">Stops it; the scratch file is deleted in any case.</param>
    /// <param name="progress">Is told phases and fractions, on any thread.</param>
    /// <exception cref="BackupException">There is no such backup, or no room for the scratch file: nothing was tested.</exception>
    public async Task<BackupVerification> RunAsync(Actor actor, string file, CancellationToken cancellationToken, IProgress<BackupProgress>? progress = null)
    {
        actor.Demand(Permission.ManageBackups);
        var watch = Stopwatch.StartNew();
        var manifest = await store.ManifestAsync(file, cancellationToken).ConfigureAwait(false);
        var database = await databases.FindAsync(manifest.Database, cancellationToken).ConfigureAwait(false);
        return await journal.KeepAsync(actor, new BackupEntry(BackupActions.Test, manifest.Database, file, null), async entry =>
        {
            if (DiskSpace.FreeAt(locations.Backups) is { } free && free < manifest.Bytes * SpaceFactor)
                throw new BackupException($"The restore test of {file} needs {manifest.Bytes * SpaceFactor >> 20} MiB in {locations.Backups} and {free >> 20} MiB are free. Free some space; it is tried again.");
            var problems = await checks.ProblemsAsync(database, manifest, cancellationToken, progress).ConfigureAwait(false);
            if (problems.Count == 0)
                problems = await RestoredAsync(database, manifest, cancellationToken, progress).ConfigureAwait(false);
            await catalogue.TestedAsync(manifest, problems.Count == 0 ? null : string.Join("; ", problems), CancellationToken.None).ConfigureAwait(false);
            (entry.Ok, entry.Detail) = (problems.Count == 0, problems.Count == 0 ? FormattableString.Invariant($"{manifest.Rows.Values.Sum()} rows of {manifest.Rows.Count} tables equal, {watch.Elapsed.TotalSeconds:0.0} s.") : string.Join("; ", problems));
            return new BackupVerification(file, problems, watch.Elapsed.TotalSeconds);
        }).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> RestoredAsync(ManagedDatabase database, BackupManifest manifest, CancellationToken cancellationToken, IProgress<BackupProgress>? progress)
    {
        var scratch = Path.Combine(locations.Backups, $".test-{Guid.NewGuid():N}.partial");
        try
        {
            DatabaseFiles.CreateEmpty(scratch);
            progress.Begin(BackupPhase.Replacing);
            files.ReplaceContent(scratch, store.PathOf(manifest.File));
            using var restored = policy.Open(SqliteConnectionStrings.ReadOnce(scratch));
            return await checks.InsideAsync(database, manifest, restored, cancellationToken, progress).ConfigureAwait(false);
        }
        finally
        {
            DatabaseFiles.ClosePools(scratch);
            DatabaseFiles.Delete(scratch);
        }
    }
}
