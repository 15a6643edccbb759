using System.Diagnostics;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration;

/// <summary>Copies a PostgreSQL database into a SQLite file, all of it or nothing.</summary>
public static class DataCopy
{
    private const int DiskFullInWindows = unchecked((int)0x80070070);
    private const int DiskFull = 28;

    /// <summary>
    /// Copies every table under one snapshot, proves the result and puts it in the target's place. Runs on threads of its own.
    /// </summary>
    /// <exception cref="DataMigrationException">It could not be done; the target is as it was.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the target is as it was.</exception>
    public static Task<DataCopyReport> RunAsync(DataCopyRequest request, CancellationToken cancellationToken) =>
        OwnThread.Run(() => Run(request, cancellationToken));

    /// <summary>A source as it may be shown and stored: <c>database at host:port</c>, without user and password.</summary>
    /// <exception cref="DataMigrationException">It is not a PostgreSQL connection string.</exception>
    public static string DescribeSource(string connectionString) => SourceAddress.Parse(connectionString).ToString();

    private static DataCopyReport Run(DataCopyRequest request, CancellationToken cancellationToken)
    {
        var address = SourceAddress.Parse(request.SourceConnectionString);
        RequireTarget(request);
        try
        {
            using var run = new DataCopyRun(request, address, cancellationToken);
            var report = run.Run();
            using var process = Process.GetCurrentProcess();
            return report with { PeakMemoryBytes = process.PeakWorkingSet64 };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The copy was cancelled; the target is untouched.", cancellationToken);
        }
        catch (Exception error) when (error is not (DataMigrationException or OperationCanceledException))
        {
            throw Explain(error, request, address);
        }
    }

    private static void RequireTarget(DataCopyRequest request)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(request.TargetFile))!;
        if (!Directory.Exists(directory))
            throw new DataMigrationException($"The directory {directory} does not exist. Create it, or choose another target.");
        if (!request.Replace && File.Exists(request.TargetFile))
            throw new DataMigrationException($"The target {request.TargetFile} exists. Choose another, or allow it to be replaced (--replace).");
    }

    private static DataMigrationException Explain(Exception error, DataCopyRequest request, SourceAddress address)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(request.TargetFile))!;
        return error switch
        {
            SqliteFileException { Code: raw.SQLITE_FULL } => Full(error, directory),
            // Without a journal SQLite reports some failures to grow a file as plain input/output errors.
            SqliteFileException { Code: raw.SQLITE_IOERR } when FreeBytes(directory) < 1 << 20 => Full(error, directory),
            SqliteFileException sqlite => new DataMigrationException($"Writing {request.TargetFile}.partial failed: {sqlite.Message} (SQLite {sqlite.ExtendedCode}). The target is untouched.", error),
            Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => Full(error, directory),
            UnauthorizedAccessException => new DataMigrationException($"{directory} may not be written to. Give this user the right to write there, or choose another target.", error),
            IOException { HResult: DiskFull or DiskFullInWindows } => Full(error, directory),
            SourceLostException { InnerException: { } lost } => PostgresErrors.Explain(lost, address),
            _ => PostgresErrors.Explain(error, address),
        };
    }

    private static DataMigrationException Full(Exception error, string directory) =>
        new($"There is no space left in {directory}. Free some (a copy takes about the size of the source, a replaced file stays until the end) and copy again.", error);

    private static long FreeBytes(string directory) => new DriveInfo(directory).AvailableFreeSpace;
}
