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
    /// Copies, checks, hashes, flushes, and only then gives the backup its name; the manifest comes last, and without one
    /// nothing counts as a backup. Needs no write gate: a copy is one consistent read.
    /// </summary>
    /// <exception cref="BackupException">The live file is missing or damaged, or the disk is full.</exception>
    internal async Task<BackupManifest> MakeAsync(ManagedDatabase database, string reason, string by, CancellationToken cancellationToken)
    {
        if (!File.Exists(database.Path))
            throw new BackupException($"There is nothing to back up: {Path.GetFileName(database.Path)} does not exist. Restore an older backup with `backup restore`.");
        PrivateFiles.CreateDirectory(locations.Backups);
        var now = time.GetUtcNow().UtcDateTime;
        var file = BackupName.New(database.Name, now);
        var path = PathOf(file);
        var partial = path + ".partial";
        try
        {
            files.Copy(database.Path, partial, cancellationToken);
            var manifest = await DescribeAsync(database, file, partial, reason, by, now, cancellationToken).ConfigureAwait(false);
            Durable.Rename(partial, path);
            await WriteManifestAsync(path, manifest, cancellationToken).ConfigureAwait(false);
            return manifest;
        }
        catch (SqliteException fault) when (fault.IsDamage())
        {
            throw Damaged(database, fault.Message, fault);
        }
        catch (Exception fault) when (IsDiskFull(fault))
        {
            throw new BackupException($"No space left in {locations.Backups} for a backup of {database.Name}. Free some space or delete old backups, then try again.", fault);
        }
        finally
        {
            DatabaseFiles.Delete(partial);
        }
    }

    /// <summary>Every manifest there is, newest first, with what the directory says of it.</summary>
    internal async Task<IReadOnlyList<(string File, BackupManifest? Manifest)>> ManifestsAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(locations.Backups))
            return [];
        var found = new List<(string File, BackupManifest? Manifest)>();
        foreach (var path in Directory.EnumerateFiles(locations.Backups, "*.json"))
            found.Add((Path.GetFileNameWithoutExtension(path) + ".db", BackupManifest.Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false))));
        return [.. found.OrderByDescending(f => f.Manifest?.CreatedAt).ThenByDescending(f => f.File, StringComparer.Ordinal)];
    }

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

    private async Task<BackupManifest> DescribeAsync(
        ManagedDatabase database, string file, string partial, string reason, string by, DateTime now, CancellationToken cancellationToken)
    {
        IntegrityReport report;
        string? schema;
        SortedDictionary<string, long> rows;
        using (var copy = policy.Open(SqliteConnectionStrings.ReadOnce(partial)))
        {
            report = Integrity.Check(copy, cancellationToken);
            if (!report.IsSound)
                throw Damaged(database, report.Damage[0], null);
            schema = SchemaVersion.Read(copy).Current;
            rows = Integrity.CountRows(copy, cancellationToken);
        }
        var sha256 = await DatabaseFiles.HashAsync(partial, cancellationToken).ConfigureAwait(false);
        return new BackupManifest(1, database.Name, file, reason, now, by, sha256, new FileInfo(partial).Length, schema,
            AppVersion, SqliteEngine.Version, report.BrokenReferences, rows);
    }

    private static async Task WriteManifestAsync(string path, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var final = BackupName.ManifestOf(path);
        var partial = final + ".partial";
        await File.WriteAllTextAsync(partial, manifest.Write(), cancellationToken).ConfigureAwait(false);
        PrivateFiles.Restrict(partial);
        Durable.Rename(partial, final);
    }

    private static BackupDamagedException Damaged(ManagedDatabase database, string line, Exception? inner) =>
        new($"{Path.GetFileName(database.Path)} is damaged ({line}), so no backup was made. Restore an older one with `backup restore`.", inner);

    private static bool IsDiskFull(Exception fault) =>
        fault is SqliteException { SqliteErrorCode: SqliteErrors.Full } || fault is IOException && fault.Message.Contains("No space left", StringComparison.Ordinal);
}
