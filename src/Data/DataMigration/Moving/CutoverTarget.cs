using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What a cutover writes into the target beside its rows, while nobody serves it.</summary>
internal static class CutoverTarget
{
    /// <summary>From its commit on changed rows are noted, for a proof; people work on, and a stream goes on writing.</summary>
    public static Task NoteChangesAsync(string target, CancellationToken cancellationToken) =>
        InTransactionAsync(target, durable: false, connection => ChangeLog.InstallAsync(connection, cancellationToken));

    /// <summary>What the source was like, and from its commit on every change, for the way back.</summary>
    /// <param name="target">The file.</param>
    /// <param name="source">Connection string of the frozen source.</param>
    /// <param name="verified">The comparison under the freeze.</param>
    /// <param name="cancellationToken">Leaves the file as it was.</param>
    public static Task LogChangesAsync(string target, string source, VerificationReport verified, CancellationToken cancellationToken) => InTransactionAsync(target, durable: true, async connection =>
    {
        await SourceMark.TakeAsync(connection, source, verified, cancellationToken).ConfigureAwait(false);
        await ChangeLog.InstallAsync(connection, cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Takes the log away again, so that a stream can go on as before. Nothing happens where there is no file.</summary>
    public static Task ForgetChangesAsync(string target) =>
        File.Exists(target) ? InTransactionAsync(target, durable: false, connection => ChangeLog.RemoveAsync(connection, CancellationToken.None)) : Task.CompletedTask;

    private static async Task InTransactionAsync(string target, bool durable, Func<SqliteConnection, Task> work)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync().ConfigureAwait(false);
        connection.Execute("PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; BEGIN IMMEDIATE");
        await work(connection).ConfigureAwait(false);
        connection.Execute("COMMIT");
        // Into the file and onto the disk, before the registry says that the tenant lives there.
        if (durable)
            connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
