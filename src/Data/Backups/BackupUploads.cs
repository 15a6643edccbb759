using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Backups;

/// <summary>
/// Takes a database file from somewhere else. What passes becomes a backup like any other, written anew by SQLite from its rows;
/// restoring it is a second step with its own comparison and safety backup.
/// </summary>
public sealed class BackupUploads(
    BackupStore store, BackupCatalogue catalogue, DatabaseBackups backups, ManagedDatabases databases, KnownSchemas schemas, DatabaseLocations locations,
    SqlitePolicy policy, BackupJournal journal, BackupSettings settings)
{
    private const int Chunk = 1 << 20;

    /// <summary>Largest file taken, in bytes.</summary>
    public long MostBytes => (long)settings.MaxUploadMiB << 20;

    /// <summary>Receives, checks and keeps a file as a backup. Long: what it costs depends on the file.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="database">"central" or the slug of the tenant it is meant for.</param>
    /// <param name="content">Is read once, to its end.</param>
    /// <param name="reason">Why; goes into the audit.</param>
    /// <param name="cancellationToken">Stops it; nothing is left behind.</param>
    /// <exception cref="BackupException">It is refused; nothing is left behind.</exception>
    public async Task<BackupInfo> ReceiveAsync(Actor actor, string database, Stream content, string? reason, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageBackups);
        await databases.FindAsync(database, cancellationToken).ConfigureAwait(false);
        ReceivedFile received;
        try
        {
            received = await TakeInAsync(actor, content, null, cancellationToken).ConfigureAwait(false);
        }
        catch (BackupException fault)
        {
            await journal.AddAsync(actor, new BackupEntry(BackupActions.Upload, database, null, reason) { Detail = fault.Message }, ok: false).ConfigureAwait(false);
            throw;
        }
        return await AcceptAsync(actor, database, received, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Only stores what is sent, up to the limit. <see cref="AcceptAsync"/> or Dispose comes next.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="content">Is read once, to its end.</param>
    /// <param name="progress">Is told the bytes so far.</param>
    /// <param name="cancellationToken">Stops it; nothing is left behind.</param>
    /// <exception cref="BackupException">It is too large, or the disk is full; nothing is left behind.</exception>
    public async Task<ReceivedFile> TakeInAsync(Actor actor, Stream content, Action<long>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageBackups);
        var received = new ReceivedFile(Path.Combine(locations.Backups, $".upload-{Guid.NewGuid():N}.partial"));
        try
        {
            await StoreAsync(received.Path, content, progress, cancellationToken).ConfigureAwait(false);
            return received;
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }

    /// <summary>Checks a stored file and keeps it as a backup. The stored one is deleted, however this ends.</summary>
    /// <inheritdoc cref="ReceiveAsync"/>
    public async Task<BackupInfo> AcceptAsync(
        Actor actor, string database, ReceivedFile received, string? reason, CancellationToken cancellationToken, IProgress<BackupProgress>? progress = null)
    {
        using var file = received;
        actor.Demand(Permission.ManageBackups);
        var found = (await databases.FindAsync(database, cancellationToken).ConfigureAwait(false)).RequireFile();
        return await journal.KeepAsync(actor, new BackupEntry(BackupActions.Upload, database, null, reason), async entry =>
        {
            progress.Begin(BackupPhase.Checking);
            if (await FaultAsync(found, received.Path, cancellationToken).ConfigureAwait(false) is { } fault)
                throw new BackupException($"The file is refused: {fault}. Nothing was kept of it.");
            var order = new BackupOrder(DatabaseBackups.Uploaded, actor.Name) { Note = reason, Progress = progress };
            var manifest = await store.MakeFromAsync(found, received.Path, order, cancellationToken).ConfigureAwait(false);
            entry.File = manifest.File;
            await catalogue.AddAsync(manifest, CancellationToken.None).ConfigureAwait(false);
            return backups.Describe(manifest, null);
        }).ConfigureAwait(false);
    }

    private async Task StoreAsync(string path, Stream content, Action<long>? progress, CancellationToken cancellationToken)
    {
        DatabaseFiles.CreateEmpty(path);
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, Chunk);
            var buffer = new byte[Chunk];
            var total = 0L;
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                total += read;
                if (total > MostBytes)
                    throw new BackupException($"The file is larger than {settings.MaxUploadMiB} MiB (Backups:MaxUploadMiB). Nothing was kept of it.");
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                progress?.Invoke(total);
            }
        }
        catch (IOException fault) when (DiskSpace.IsFull(fault))
        {
            throw new BackupException($"No space left in {locations.Backups} for the file. Nothing was kept of it. Free some space, then try again.", fault);
        }
    }

    /// <summary>The schema is looked at before anything in the file is evaluated.</summary>
    private async Task<string?> FaultAsync(ManagedDatabase database, string path, CancellationToken cancellationToken)
    {
        if (ForeignFile.HeaderFault(path) is { } header)
            return header;
        try
        {
            using var file = ForeignFile.Open(policy, path);
            if (await schemas.ForeignFaultAsync(database, file, cancellationToken).ConfigureAwait(false) is { } foreign)
                return foreign;
            var report = Integrity.Check(file, cancellationToken);
            return report.IsSound ? null : $"quick_check found damage: {report.Damage[0]}";
        }
        catch (SqliteException fault)
        {
            return $"SQLite cannot read it ({fault.Message})";
        }
    }
}

/// <summary>A file that was sent in and that nobody has looked at yet.</summary>
public sealed class ReceivedFile : IDisposable
{
    internal ReceivedFile(string path) => Path = path;

    internal string Path { get; }

    public void Dispose() => DatabaseFiles.Delete(Path);
}
