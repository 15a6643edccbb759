using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Sqlite;

/// <summary>
/// Copies and replaces whole databases. A live file is only ever touched through SQLite: opening one as a plain file and closing
/// it again drops every lock this process holds on it, and acknowledged rows can be lost.
/// </summary>
public sealed class DatabaseFiles(SqlitePolicy policy)
{
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Writes a consistent copy of a database, live or not, to a path where nothing of value is. Readable by its owner alone.</summary>
    /// <param name="source">Its path.</param>
    /// <param name="target">Where to write; what is there is deleted first.</param>
    /// <param name="cancellationToken">Stops it; the caller deletes what is there by then.</param>
    /// <param name="progress">Is told the written share of the expected size, on another thread.</param>
    public void Copy(string source, string target, CancellationToken cancellationToken, Action<double>? progress = null)
    {
        Delete(target);
        CreateEmpty(target);
        using var connection = policy.Open(SqliteConnectionStrings.ReadOnce(source));
        // VACUUM INTO writes its target over this connection; the source stays read-only by the way it was opened.
        connection.Execute("PRAGMA query_only=OFF");
        using var watch = progress is null ? null : Watch(connection, target, progress);
        connection.Interruptible(() => connection.Execute("VACUUM INTO $target", ("$target", target)), cancellationToken);
    }

    /// <summary>
    /// Gives a live database the content of another file in one transaction of SQLite's backup API: a crash leaves it wholly old
    /// or wholly new, and open readers keep what they see until their next read. The caller holds the write gate.
    /// </summary>
    /// <exception cref="DatabaseBusyException">Something outside this process holds a lock on the live file; it is untouched.</exception>
    public void ReplaceContent(string live, string replacement)
    {
        using var source = policy.Open(SqliteConnectionStrings.ReadOnce(replacement));
        using var destination = policy.Open(SqliteConnectionStrings.Writer(live));
        try
        {
            source.BackupDatabase(destination);
        }
        catch (SqliteException fault) when (fault.IsBusy())
        {
            throw new DatabaseBusyException(live, TimeSpan.FromMilliseconds(policy.Settings.BusyTimeoutMilliseconds));
        }
        // Readers may keep the log from being emptied now; the maintenance does it later.
        destination.Execute("PRAGMA busy_timeout=0");
        destination.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>
    /// Puts a file where no usable database is: what is there, write-ahead log included, is moved aside first, since SQLite
    /// would play a log left behind into the new file. The caller holds the write gate.
    /// </summary>
    /// <returns>Where the old file went; null when there was none.</returns>
    public string? Install(string live, string replacement, DateTime now)
    {
        ClosePools(live);
        var aside = $"{live}.damaged-{now:yyyyMMdd'T'HHmmss'Z'}";
        var existed = File.Exists(live);
        foreach (var suffix in Companions.Prepend("").Where(suffix => File.Exists(live + suffix)))
            File.Move(live + suffix, aside + suffix, overwrite: true);
        Durable.Rename(replacement, live);
        return existed ? aside : null;
    }

    /// <summary>SHA-256 of a file that is not a live database, lower-case hex.</summary>
    public static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Deletes a database that is not live, with its companions.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        foreach (var suffix in Companions)
            File.Delete(path + suffix);
    }

    /// <summary>Looks at the size of the growing file, which opens nothing.</summary>
    private static Timer Watch(SqliteConnection source, string target, Action<double> progress)
    {
        var bytes = Convert.ToInt64(source.Scalar("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size"), System.Globalization.CultureInfo.InvariantCulture);
        return new Timer(_ =>
        {
            if (new FileInfo(target) is { Exists: true } file)
                progress((double)file.Length / Math.Max(1, bytes));
        }, null, LookEvery, LookEvery);
    }

    /// <summary>Closes the idle connections that the pools hold to a file; those in use stay.</summary>
    internal static void ClosePools(string live)
    {
        foreach (var text in new[] { SqliteConnectionStrings.Reader(live), SqliteConnectionStrings.Writer(live) })
        {
            using var connection = new SqliteConnection(text);
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <summary>An empty file that its owner alone may read. Made here and not by SQLite, so that the rows are at no moment readable by others.</summary>
    internal static void CreateEmpty(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }
}
