using System.Reflection;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Backups;

/// <summary>
/// The backup directory: makes and reads backup files with their manifests. Knows neither permissions nor the catalogue, so
/// that a schema migration and a restore can make their safety backup while they hold a write gate.
/// </summary>
public sealed class BackupStore(DatabaseLocations locations, DatabaseFiles files, SqlitePolicy policy, TimeProvider time)
{
    internal static string AppVersion { get; } =
        typeof(BackupStore).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Absolute path of a backup file.</summary>
    /// <exception cref="ArgumentException">Not the name of a backup.</exception>
    internal string PathOf(string file) => Path.Combine(locations.Backups, BackupName.Require(file));

    /// <summary>
    /// Copies, checks, digests, hashes, flushes, and only then gives the backup its name; the manifest comes last, and without
    /// one nothing counts as a backup. Needs no write gate: a copy is one consistent read.
    /// </summary>
    /// <exception cref="BackupException">The live file is missing or damaged, or the disk is full; nothing is left behind.</exception>
    internal Task<BackupManifest> MakeAsync(ManagedDatabase database, BackupOrder order, CancellationToken cancellationToken)
    {
        if (!File.Exists(database.Path))
            throw new BackupException($"There is nothing to back up: {Path.GetFileName(database.Path)} does not exist. Restore an older backup with `backup restore`.");
        return MakeAsync(database, database.Path, SourceStamp.Of(database.Path), order, cancellationToken);
    }

    /// <summary>The same from a file that is not the live one, for instance one that was sent in and checked.</summary>
    internal Task<BackupManifest> MakeFromAsync(ManagedDatabase database, string source, BackupOrder order, CancellationToken cancellationToken) =>
        MakeAsync(database, source, null, order, cancellationToken);

    /// <summary>Every manifest there is, newest first; null for one that cannot be read.</summary>
    internal Task<IReadOnlyList<(string File, BackupManifest? Manifest)>> ManifestsAsync(CancellationToken cancellationToken) =>
        BackupDirectory.ManifestsAsync(locations.Backups, cancellationToken);

    /// <summary>Those of one database that can be read, newest first.</summary>
    internal async Task<IReadOnlyList<BackupManifest>> OfAsync(string database, CancellationToken cancellationToken) =>
        [.. (await ManifestsAsync(cancellationToken).ConfigureAwait(false)).Select(found => found.Manifest).OfType<BackupManifest>().Where(manifest => manifest.Database == database)];

    /// <exception cref="BackupException">There is no such backup, or its manifest cannot be read.</exception>
    internal async Task<BackupManifest> ManifestAsync(string file, CancellationToken cancellationToken)
    {
        var path = BackupName.ManifestOf(PathOf(file));
        if (!File.Exists(path))
            throw new BackupException($"There is no backup \"{file}\" (no {Path.GetFileName(path)} in {locations.Backups}). `backup list` shows what there is.");
        return BackupManifest.Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)) is { } manifest && manifest.File == file
            ? manifest
            : throw new BackupException($"The manifest {Path.GetFileName(path)} cannot be read or names another file, so it proves nothing. Choose another backup.");
    }

    private async Task<BackupManifest> MakeAsync(ManagedDatabase database, string source, string? stamp, BackupOrder order, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateDirectory(locations.Backups);
        var now = time.GetUtcNow().UtcDateTime;
        var file = BackupName.New(database.Name, now);
        var path = PathOf(file);
        try
        {
            var partial = BackupDirectory.PartialOf(path);
            order.Progress.Begin(BackupPhase.Copying);
            files.Copy(source, partial, cancellationToken, order.Progress.Of(BackupPhase.Copying));
            var manifest = await DescribeAsync(database, file, partial, order, now, cancellationToken).ConfigureAwait(false) with { SourceStamp = stamp };
            await BackupDirectory.PublishAsync(path, manifest, cancellationToken).ConfigureAwait(false);
            return manifest;
        }
        catch (SqliteException fault) when (fault.IsDamage())
        {
            throw Damaged(database, fault.Message, fault);
        }
        catch (Exception fault) when (DiskSpace.IsFull(fault))
        {
            throw new BackupException($"No space left in {locations.Backups} for a backup of {database.Name}. Nothing was kept of it. Free some space or delete old backups (`backup prune`), then try again.", fault);
        }
        finally
        {
            BackupDirectory.Withdraw(path);
        }
    }

    private async Task<BackupManifest> DescribeAsync(
        ManagedDatabase database, string file, string partial, BackupOrder order, DateTime now, CancellationToken cancellationToken)
    {
        IntegrityReport report;
        string? schema;
        SortedDictionary<string, TableContent> tables;
        using (var copy = policy.Open(SqliteConnectionStrings.ReadOnce(partial)))
        {
            order.Progress.Begin(BackupPhase.Checking);
            report = Integrity.Check(copy, cancellationToken);
            if (!report.IsSound)
                throw Damaged(database, report.Damage[0], null);
            schema = SchemaVersion.Read(copy).Current;
            order.Progress.Begin(BackupPhase.Digesting);
            tables = TableDigests.Of(copy, order.Progress.Of(BackupPhase.Digesting), cancellationToken);
        }
        order.Progress.Begin(BackupPhase.Hashing);
        var sha256 = await DatabaseFiles.HashAsync(partial, cancellationToken).ConfigureAwait(false);
        return new BackupManifest(BackupManifest.Newest, database.Name, file, order.Reason, now, order.By, sha256, new FileInfo(partial).Length, schema,
            AppVersion, SqliteEngine.Version, report.BrokenReferences, tables.ToDictionary(t => t.Key, t => t.Value.Rows))
        {
            Digests = tables.ToDictionary(t => t.Key, t => t.Value.Digest),
            Note = order.Note,
        };
    }

    private static BackupDamagedException Damaged(ManagedDatabase database, string line, Exception? inner) =>
        new($"{Path.GetFileName(database.Path)} is damaged ({line}), so no backup was made. Restore an older one with `backup restore`.", inner);
}

/// <summary>Why a backup is made and for whom.</summary>
/// <param name="Reason">One of the reasons of <see cref="DatabaseBackups"/>.</param>
/// <param name="By">Name of the person or process.</param>
internal sealed record BackupOrder(string Reason, string By)
{
    public string? Note { get; init; }

    public IProgress<BackupProgress>? Progress { get; init; }
}
