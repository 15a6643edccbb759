using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Back;

/// <summary>The way back: rebuilds a PostgreSQL database from the SQLite file that a copy made of one.</summary>
public static class SourceRestore
{
    /// <summary>Rebuilds everything in one transaction, or nothing. Runs on a thread of its own.</summary>
    /// <exception cref="DataMigrationException">It could not be done; the database is as it was.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the database is as it was.</exception>
    public static Task<RestoreReport> RunAsync(RestoreRequest request, IProgress<RestoreProgress>? progress, CancellationToken cancellationToken) =>
        OwnThread.Run(() => Run(request, progress, cancellationToken));

    private static RestoreReport Run(RestoreRequest request, IProgress<RestoreProgress>? progress, CancellationToken cancellationToken)
    {
        var address = SourceAddress.Parse(request.Target, "target");
        try
        {
            using var file = SqliteFile.OpenReadOnly(request.File);
            using var stop = cancellationToken.Register(file.Interrupt);
            var copy = CopiedDatabase.Read(file, request.File);
            using var target = RestoreTarget.Open(address, cancellationToken);
            return new RestoreRun(file, copy, target, progress, cancellationToken).Run();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The restore was cancelled; the database is as it was.", cancellationToken);
        }
        catch (SqliteFileException error)
        {
            throw new DataMigrationException(error.Code == raw.SQLITE_CANTOPEN
                ? $"{request.File} cannot be opened. Name a file that `data copy` made and that this user may read."
                : $"Reading {request.File} failed: {error.Message} (SQLite {error.ExtendedCode}). Name a sound file that `data copy` made.", error);
        }
        catch (Exception error) when (error is not (DataMigrationException or OperationCanceledException))
        {
            throw RestoreErrors.Explain(error, address);
        }
    }
}
