using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.Sqlite;

namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>
/// The file a copy writes into, beside its target. It becomes the target by one rename when everything is proven. Otherwise
/// it is removed, or kept for a later run to go on with.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    // Rows are appended, so that a small cache does; a sort uses as much before it goes to a file.
    private const int CacheKilobytes = 32 << 10;

    private readonly string _target;
    private readonly FileStream _lock;
    private bool _done;

    private PartialFile(string target)
    {
        _target = target;
        Path = target + ".partial";
        _lock = Lock(Path);
    }

    public string Path { get; }

    /// <summary>It has rows of an earlier run.</summary>
    public bool Resumed { get; private set; }

    /// <summary>Leave the file to a later run when this one ends early.</summary>
    public bool Keep { get; set; }

    /// <summary>The file of an earlier run where that can be gone on with, otherwise an empty one. Readable by its owner alone.</summary>
    public static PartialFile Open(string target, bool resume)
    {
        var partial = new PartialFile(System.IO.Path.GetFullPath(target));
        try
        {
            partial.Resumed = resume && File.Exists(partial.Path) && HasState(partial.Path);
            if (!partial.Resumed)
            {
                DatabaseFiles.Delete(partial.Path);
                DatabaseFiles.CreateEmpty(partial.Path);
            }
            return partial;
        }
        catch
        {
            partial.Keep = true;
            partial.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens the file for one writer. Nobody waits for the disk, but a journal lets the file survive the end of the process at
    /// any moment; new pages are not journalled, so appending costs next to nothing.
    /// </summary>
    public SqliteFile OpenForLoad(int? pageSize)
    {
        var file = SqliteFile.Open(Path, create: false);
        try
        {
            file.Execute((pageSize is { } size ? $"PRAGMA page_size = {size}; " : "")
                + "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; "
                + $"PRAGMA cache_size = -{CacheKilobytes}; PRAGMA threads = 2; PRAGMA ignore_check_constraints = ON;");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes the file durable and puts it in the target's place. The connection to it is closed before.</summary>
    public void BecomeTarget()
    {
        Durable.FlushFile(Path);
        if (File.Exists(_target))
            CloseLogOfTarget();
        File.Move(Path, _target, overwrite: true);
        _done = true;
        Durable.FlushDirectory(System.IO.Path.GetDirectoryName(_target)!);
    }

    public void Dispose()
    {
        if (_done || !Keep)
            DatabaseFiles.Delete(Path);
        // Deleted while it is still held: nobody else can have taken it in between.
        File.Delete(_lock.Name);
        _lock.Dispose();
    }

    // A killed run's lock ends with its process.
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or FileNotFoundException) && File.Exists(path + "-lock"))
        {
            throw new DataMigrationException($"Another copy is writing {path}. Wait for it to end, or stop it.", error);
        }
    }

    private static bool HasState(string path)
    {
        try
        {
            using var file = SqliteFile.Open(path, create: false);
            return LoadState.Exists(file);
        }
        catch (SqliteFileException)
        {
            // Whatever is wrong with a leftover: the copy begins anew.
            return false;
        }
    }

    // The old file's write-ahead log must not outlive it: SQLite would play it into the new file.
    private void CloseLogOfTarget()
    {
        try
        {
            using var file = SqliteFile.Open(_target, create: false);
            file.Execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; ROLLBACK");
        }
        catch (SqliteFileException error) when (error.Code == SQLitePCL.raw.SQLITE_BUSY)
        {
            throw new DataMigrationException($"{_target} is in use, so it cannot be replaced. Close what has it open and copy again.", error);
        }
        if (File.Exists(_target + "-wal"))
            throw new DataMigrationException($"{_target} still has a write-ahead log, so it cannot be replaced. Close what has it open and copy again.");
    }
}
