using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.Health;

/// <summary>
/// Keeps write-ahead logs short and query statistics fresh. Every checkpoint passes the write gate: on SQLite before 3.51.3 a
/// checkpoint that overlaps a commit on another connection can lose that commit.
/// </summary>
public sealed partial class WalMaintenance(
    ManagedDatabases databases, WriteGates gates, SqlitePolicy policy, TimeProvider time, ILogger<WalMaintenance> log)
{
    private static readonly TimeSpan OptimizeEvery = TimeSpan.FromDays(1);

    /// <summary>Time between rounds.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <summary>One round over all databases; call it again every <see cref="Interval"/>, never twice at once.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var database in await databases.ListAsync(cancellationToken).ConfigureAwait(false))
            if (database.IsFile && File.Exists(database.Path))
                await CareAsync(database, cancellationToken).ConfigureAwait(false);
    }

    private async Task CareAsync(ManagedDatabase database, CancellationToken cancellationToken)
    {
        var bytes = WalBytes(database);
        var before = seen.GetValueOrDefault(database.Name) ?? new Seen(-1, DateTimeOffset.MinValue);
        var alert = bytes > policy.Settings.WalAlertMiB * 1024L * 1024L;
        // Idle means that nothing was written since the last round.
        var shorten = bytes > 0 && (bytes == before.WalBytes || alert);
        var optimize = time.GetUtcNow() - before.OptimizedAt >= OptimizeEvery;
        if ((shorten || optimize) && await TryAsync(database, shorten, optimize, cancellationToken).ConfigureAwait(false) && optimize)
            before = before with { OptimizedAt = time.GetUtcNow() };
        seen[database.Name] = before with { WalBytes = WalBytes(database) };
        if (alert && WalBytes(database) >= bytes)
            StillLong(log, database.Name, bytes / (1024 * 1024));
    }

    /// <returns>False when a writer was at work or the file refused; the next round tries again.</returns>
    private async Task<bool> TryAsync(ManagedDatabase database, bool shorten, bool optimize, CancellationToken cancellationToken)
    {
        try
        {
            using var pass = await gates.For(database.Path).EnterAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            using var connection = policy.Open(SqliteConnectionStrings.Writer(database.Path));
            // Waiting for readers would keep writers out; the next round is soon enough.
            connection.Execute("PRAGMA busy_timeout=0");
            if (optimize)
                connection.Execute("PRAGMA analysis_limit=400; PRAGMA optimize");
            if (shorten && Checkpoint(connection, "PASSIVE"))
                Checkpoint(connection, "TRUNCATE");
            return true;
        }
        catch (DatabaseBusyException)
        {
            return false;
        }
        catch (SqliteException fault)
        {
            Refused(log, database.Name, fault.Message);
            return false;
        }
    }

    /// <returns>Whether every page of the log is in the database now.</returns>
    private static bool Checkpoint(SqliteConnection connection, string mode) =>
        connection.Query($"PRAGMA wal_checkpoint({mode})", row => row.GetInt64(0) == 0 && row.GetInt64(1) == row.GetInt64(2)).Single();

    private static long WalBytes(ManagedDatabase database) =>
        new FileInfo(database.Path + "-wal") is { Exists: true } file ? file.Length : 0;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log of {Database} has {MiB} MiB and cannot be shortened: something keeps reading an old state")]
    private static partial void StillLong(ILogger log, string database, long miB);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Maintenance of {Database} was refused: {Problem}")]
    private static partial void Refused(ILogger log, string database, string problem);

    private sealed record Seen(long WalBytes, DateTimeOffset OptimizedAt);
}
