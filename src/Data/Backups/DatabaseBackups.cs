using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Schema;

namespace AdminApp.Data.Backups;

/// <summary>Makes, lists, verifies and hands out backups. <see cref="BackupRestore"/> brings one back.</summary>
public sealed class DatabaseBackups(BackupStore store, BackupChecks checks, ManagedDatabases databases, BackupCatalogue catalogue, BackupJournal journal)
{
    /// <summary>Reasons a backup is made.</summary>
    public const string Manual = "manual", Scheduled = "scheduled", Uploaded = "uploaded", BeforeMigration = "before-migration",
        BeforeRestore = "before-restore", BeforeCopy = "before-copy", BeforeCutover = "before-cutover", BeforeFallback = "before-fallback";

    /// <summary>Backs up one database while it is in use. Long: run it off a request's or a page's thread.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="database">"central" or a tenant's slug.</param>
    /// <param name="reason">One of the reasons above.</param>
    /// <param name="cancellationToken">Stops it; nothing is left behind.</param>
    /// <param name="note">Why, in the words of who asked; goes into the manifest and the audit.</param>
    /// <param name="progress">Is told phases and fractions, on any thread.</param>
    /// <exception cref="BackupException">The live file is missing or damaged, or the disk is full; nothing is left behind.</exception>
    public async Task<BackupInfo> CreateAsync(
        Actor actor, string database, string reason, CancellationToken cancellationToken, string? note = null, IProgress<BackupProgress>? progress = null)
    {
        actor.Demand(Permission.ManageBackups);
        return await MakeAsync(actor, database, new BackupOrder(reason, actor.Name) { Note = note, Progress = progress }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The backup that a cutover or another change of the data makes for itself before it begins.</summary>
    /// <param name="actor">Needs <see cref="Permission.Migrate"/>: who may change the data may have it backed up.</param>
    /// <inheritdoc cref="CreateAsync"/>
    public async Task<BackupInfo> BeforeAsync(Actor actor, string database, string reason, CancellationToken cancellationToken, IProgress<BackupProgress>? progress = null)
    {
        actor.Demand(Permission.Migrate);
        return await MakeAsync(actor, database, new BackupOrder(reason, actor.Name) { Progress = progress }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The newest whole backup of a database and whether anything was written since: for checks that want a fresh one.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    /// <returns>null when there is none.</returns>
    public async Task<NewestBackup?> NewestAsync(Actor actor, string database, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        var found = await databases.FindAsync(database, cancellationToken).ConfigureAwait(false);
        var newest = (await ListAsync(actor, database, cancellationToken).ConfigureAwait(false)).FirstOrDefault(backup => backup.State == BackupState.Present);
        if (newest is null)
            return null;
        var manifest = await store.ManifestAsync(newest.File, cancellationToken).ConfigureAwait(false);
        return new NewestBackup(newest, manifest.SourceStamp is not null && manifest.SourceStamp == SourceStamp.Of(found.Path));
    }

    /// <summary>All backups or those of one database, newest first. Reads manifests, sizes and the catalogue, not the files.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    /// <param name="database">null for all.</param>
    public async Task<IReadOnlyList<BackupInfo>> ListAsync(Actor actor, string? database, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        if (database is not null)
            await databases.FindAsync(database, cancellationToken).ConfigureAwait(false);
        var rows = await catalogue.RowsAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await store.ManifestsAsync(cancellationToken).ConfigureAwait(false))
            .Select(found => found.Manifest is { } manifest ? Describe(manifest, rows.GetValueOrDefault(found.File)) : BackupInfo.Unreadable(found.File))
            .Where(backup => database is null || backup.Database == database)];
    }

    /// <summary>Hashes and checks one backup again. Long for a large one.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <exception cref="BackupException">There is no such backup.</exception>
    public async Task<BackupVerification> VerifyAsync(Actor actor, string file, CancellationToken cancellationToken, IProgress<BackupProgress>? progress = null)
    {
        actor.Demand(Permission.ManageBackups);
        var watch = Stopwatch.StartNew();
        var manifest = await store.ManifestAsync(file, cancellationToken).ConfigureAwait(false);
        var database = await databases.FindAsync(manifest.Database, cancellationToken).ConfigureAwait(false);
        return await journal.KeepAsync(actor, new BackupEntry(BackupActions.Verify, manifest.Database, file, null), async entry =>
        {
            var problems = await checks.ProblemsAsync(database, manifest, cancellationToken, progress).ConfigureAwait(false);
            await catalogue.VerifiedAsync(manifest, problems.Count == 0, CancellationToken.None).ConfigureAwait(false);
            (entry.Ok, entry.Detail) = (problems.Count == 0, problems.Count == 0 ? null : string.Join("; ", problems));
            return new BackupVerification(file, problems, watch.Elapsed.TotalSeconds);
        }).ConfigureAwait(false);
    }

    /// <summary>Where the file of a backup is, to be handed to somebody. It is no live database: it may be opened as a plain file.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="file">Name of the backup file.</param>
    /// <param name="origin">What asks for it; written into the audit. null when this goes on with a download written down before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupException">There is no such backup.</exception>
    public async Task<string> DownloadAsync(Actor actor, string file, string? origin, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageBackups);
        var manifest = await store.ManifestAsync(file, cancellationToken).ConfigureAwait(false);
        var path = store.PathOf(file);
        if (!File.Exists(path))
            throw new BackupException($"The file of the backup {file} is missing. Choose another backup.");
        if (origin is not null)
            await journal.AddAsync(actor, new BackupEntry(BackupActions.Download, manifest.Database, file, origin), ok: true).ConfigureAwait(false);
        return path;
    }

    private async Task<BackupInfo> MakeAsync(Actor actor, string database, BackupOrder order, CancellationToken cancellationToken)
    {
        var found = (await databases.FindAsync(database, cancellationToken).ConfigureAwait(false)).RequireFile();
        return await journal.KeepAsync(actor, new BackupEntry(BackupActions.Create, database, null, order.Note ?? order.Reason), async entry =>
        {
            var manifest = await store.MakeAsync(found, order, cancellationToken).ConfigureAwait(false);
            entry.File = manifest.File;
            await catalogue.AddAsync(manifest, CancellationToken.None).ConfigureAwait(false);
            return Describe(manifest, null);
        }).ConfigureAwait(false);
    }

    internal BackupInfo Describe(BackupManifest manifest, BackupRecord? record)
    {
        var file = new FileInfo(store.PathOf(manifest.File));
        var (state, problem) = file switch
        {
            { Exists: false } => (BackupState.Missing, "The file is missing."),
            _ when file.Length != manifest.Bytes => (BackupState.Damaged, $"The file has {file.Length} bytes and its manifest says {manifest.Bytes}."),
            _ when record is { VerifiedOk: false } => (BackupState.Damaged, "The last verification failed."),
            _ when record is { TestProblem: { } failed } => (BackupState.Damaged, $"The last restore test failed: {failed}"),
            _ => (BackupState.Present, (string?)null),
        };
        return new BackupInfo(manifest.Database, manifest.File, manifest.Reason, manifest.CreatedAt, manifest.CreatedBy, manifest.Bytes,
            manifest.Sha256, manifest.SchemaVersion, state, problem, record?.VerifiedAt, record?.VerifiedOk)
        {
            Rows = manifest.Rows.Values.Sum(),
            Note = manifest.Note,
            TestedAt = record?.TestedAt,
            CopiedAt = record?.CopiedAt,
            CopyProblem = record?.CopyProblem,
        };
    }
}
