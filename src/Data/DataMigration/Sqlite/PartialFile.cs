using AdminApp.Data.Sqlite;

namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>
/// The file a copy writes into, beside its target. It becomes the target by one rename when everything is proven, and is
/// removed otherwise, by the next run at the latest.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;

    private PartialFile(string target)
    {
        _target = target;
        Path = target + ".partial";
    }

    public string Path { get; }

    /// <summary>An empty file, readable by its owner alone. What a killed run left behind is removed.</summary>
    public static PartialFile Create(string target)
    {
        var partial = new PartialFile(System.IO.Path.GetFullPath(target));
        partial.RefuseIfInUse();
        DatabaseFiles.Delete(partial.Path);
        // Made here, not by SQLite, so that the rows are never readable by others.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(partial.Path, options).Dispose();
        return partial;
    }

    /// <summary>Opens the file for one writer that may lose everything: no journal, no waiting for the disk.</summary>
    public SqliteFile OpenForLoad()
    {
        var file = SqliteFile.Open(Path, create: false);
        try
        {
            file.Execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; "
                + "PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY; PRAGMA threads = 2; PRAGMA ignore_check_constraints = OFF;");
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
        Durable.FlushDirectory(System.IO.Path.GetDirectoryName(_target)!);
    }

    public void Dispose() => DatabaseFiles.Delete(Path);

    private void RefuseIfInUse()
    {
        if (!File.Exists(Path))
            return;
        try
        {
            using var file = SqliteFile.Open(Path, create: false);
            file.Execute("BEGIN EXCLUSIVE; ROLLBACK");
        }
        catch (SqliteFileException error) when (error.Code == SQLitePCL.raw.SQLITE_BUSY)
        {
            throw new DataMigrationException($"Another copy is writing {Path}. Wait for it to end, or stop it.", error);
        }
        catch (SqliteFileException)
        {
            // Whatever else is wrong with a leftover, it is about to be deleted.
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
