using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What a cutover writes into the target beside its rows, while nobody serves it.</summary>
internal static class CutoverTarget
{
    /// <summary>From its commit on every change is logged for the way back.</summary>
    public static Task LogChangesAsync(string target, CancellationToken cancellationToken) =>
        InAsync(target, connection => ChangeLog.InstallAsync(connection, cancellationToken));

    /// <summary>Takes the log away again, so that a stream can go on as before. Nothing happens where there is no file.</summary>
    public static Task ForgetChangesAsync(string target) =>
        File.Exists(target) ? InAsync(target, connection => ChangeLog.RemoveAsync(connection, CancellationToken.None)) : Task.CompletedTask;

    private static async Task InAsync(string target, Func<SqliteConnection, Task> work)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync().ConfigureAwait(false);
        connection.Execute("PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL");
        await work(connection).ConfigureAwait(false);
        // Into the file and onto the disk, before the registry says that the tenant lives there.
        connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
