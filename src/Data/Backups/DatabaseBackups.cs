using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Schema;

namespace AdminApp.Data.Backups;

/// <summary>Makes, lists and verifies backups. <see cref="BackupRestore"/> brings one back.</summary>
public sealed class DatabaseBackups(BackupStore store, BackupChecks checks, ManagedDatabases databases, BackupCatalogue catalogue)
{
    /// <summary>Reasons a backup is made.</summary>
    public const string Manual = "manual", BeforeMigration = "before-migration", BeforeRestore = "before-restore", BeforeCopy = "before-copy";

    /// <summary>Backs up one database while it is in use. Long: run it off a request's or a page's thread.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="database">"central" or a tenant's slug.</param>
    /// <param name="reason">One of the reasons above.</param>
    /// <exception cref="BackupException">The live file is missing or damaged, or the disk is full; nothing is left behind.</exception>
    public async Task<BackupInfo> CreateAsync(Actor actor, string database, string reason, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageBackups);
        var found = (await databases.FindAsync(database, cancellationToken).ConfigureAwait(false)).RequireFile();
        var manifest = await store.MakeAsync(found, reason, actor.Name, cancellationToken).ConfigureAwait(false);
        await catalogue.AddAsync(manifest, CancellationToken.None).ConfigureAwait(false);
        return Describe(manifest, null);
    }

    /// <summary>All backups or those of one database, newest first. Reads manifests, sizes and the catalogue, not the files.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    /// <param name="database">null for all.</param>
    public async Task<IReadOnlyList<BackupInfo>> ListAsync(Actor actor, string? database, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        if (database is not null)
            await databases.FindAsync(database, cancellationToken).ConfigureAwait(false);
        var verified = await catalogue.VerificationsAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await store.ManifestsAsync(cancellationToken).ConfigureAwait(false))
            .Select(found => found.Manifest is { } manifest && manifest.File == found.File
                ? Describe(manifest, verified.GetValueOrDefault(found.File))
                : Unreadable(found.File))
            .Where(backup => database is null || backup.Database == database)];
    }

    /// <summary>Hashes and checks one backup again. Long for a large one.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <exception cref="BackupException">There is no such backup.</exception>
    public async Task<BackupVerification> VerifyAsync(Actor actor, string file, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageBackups);
        var watch = Stopwatch.StartNew();
        var manifest = await store.ManifestAsync(file, cancellationToken).ConfigureAwait(false);
        var database = await databases.FindAsync(manifest.Database, cancellationToken).ConfigureAwait(false);
        var problems = await checks.ProblemsAsync(database, manifest, cancellationToken).ConfigureAwait(false);
        await catalogue.VerifiedAsync(manifest, problems.Count == 0, CancellationToken.None).ConfigureAwait(false);
        return new BackupVerification(file, problems, watch.Elapsed.TotalSeconds);
    }

    private BackupInfo Describe(BackupManifest manifest, BackupRecord? record)
    {
        var file = new FileInfo(store.PathOf(manifest.File));
        var (state, problem) = file switch
        {
            { Exists: false } => (BackupState.Missing, "The file is missing."),
            _ when file.Length != manifest.Bytes => (BackupState.Damaged, $"The file has {file.Length} bytes and its manifest says {manifest.Bytes}."),
            _ when record is { VerifiedOk: false } => (BackupState.Damaged, "The last verification failed."),
            _ => (BackupState.Present, (string?)null),
        };
        return new BackupInfo(manifest.Database, manifest.File, manifest.Reason, manifest.CreatedAt, manifest.CreatedBy, manifest.Bytes,
            manifest.Sha256, manifest.SchemaVersion, state, problem, record?.VerifiedAt, record?.VerifiedOk)
        { Rows = manifest.Rows.Values.Sum() };
    }

    private static BackupInfo Unreadable(string file) =>
        new("", file, "", default, "", 0, "", null, BackupState.Damaged, "The manifest cannot be read or names another file.", null, null);
}
