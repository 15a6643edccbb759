using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Backups;

/// <summary>Proves that a backup is what its manifest says, and a database of this application's making.</summary>
public sealed class BackupChecks(BackupStore store, SqlitePolicy policy, KnownSchemas schemas)
{
    /// <returns>What is wrong, for people; empty when it can be restored.</returns>
    internal async Task<IReadOnlyList<string>> ProblemsAsync(ManagedDatabase database, BackupManifest manifest, CancellationToken cancellationToken, IProgress<BackupProgress>? progress = null)
    {
        var path = store.PathOf(manifest.File);
        if (!File.Exists(path))
            return ["its file is missing"];
        if (new FileInfo(path).Length is var bytes && bytes != manifest.Bytes)
            return [$"it has {bytes} bytes and its manifest says {manifest.Bytes}: it is truncated or was changed"];
        // The hash comes first: nothing is opened by SQLite that is not, to the bit, what was written.
        progress.Begin(BackupPhase.Hashing);
        var sha256 = await DatabaseFiles.HashAsync(path, cancellationToken).ConfigureAwait(false);
        if (sha256 != manifest.Sha256)
            return [$"its SHA-256 is {sha256[..12]}… and its manifest says {Shortened(manifest.Sha256)}: it is damaged or was changed"];
        try
        {
            using var file = policy.Open(SqliteConnectionStrings.ReadOnce(path));
            return await InsideAsync(database, manifest, file, cancellationToken, progress).ConfigureAwait(false);
        }
        catch (SqliteException fault) when (fault.IsDamage())
        {
            return [$"SQLite cannot read it ({fault.Message})"];
        }
    }

    /// <summary>The same of a file that should hold what the manifest says and need not be the backup itself.</summary>
    internal async Task<IReadOnlyList<string>> InsideAsync(
        ManagedDatabase database, BackupManifest manifest, SqliteConnection file, CancellationToken cancellationToken, IProgress<BackupProgress>? progress = null)
    {
        progress.Begin(BackupPhase.Checking);
        var report = Integrity.Check(file, cancellationToken);
        if (!report.IsSound)
            return [$"quick_check found damage: {report.Damage[0]}"];
        var problems = new List<string>();
        if (report.BrokenReferences > manifest.BrokenReferences)
            problems.Add($"foreign keys point nowhere: {string.Join(", ", report.References)}");
        if (await schemas.FaultAsync(database, file, SchemaVersion.Read(file).Current, cancellationToken).ConfigureAwait(false) is { } fault)
            problems.Add(fault);
        progress.Begin(BackupPhase.Digesting);
        var tables = TableDigests.Of(file, progress.Of(BackupPhase.Digesting), cancellationToken);
        problems.AddRange(manifest.Rows.Select(m => Problem(m.Key, m.Value, manifest.Digests?.GetValueOrDefault(m.Key), tables.GetValueOrDefault(m.Key))).OfType<string>());
        return problems;
    }

    private static string? Problem(string table, long rows, string? digest, TableContent? found) => found switch
    {
        null => $"table {table} is not there",
        _ when found.Rows != rows => $"table {table} has {found.Rows} rows and the manifest says {rows}",
        _ when digest is not null && found.Digest != digest => $"table {table} holds other values than the manifest says: its digest is {found.Digest}, not {digest}",
        _ => null,
    };

    private static string Shortened(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;
}
