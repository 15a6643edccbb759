using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>What to compare.</summary>
public sealed record VerificationRequest
{
    /// <summary>PostgreSQL, as <c>Host=…;Database=…</c> or <c>postgresql://user:password@host/database</c>.</summary>
    public required string SourceConnectionString { get; init; }

    /// <summary>A file made by a copy. It may be in use; it is only read.</summary>
    public required string TargetFile { get; init; }

    /// <summary>Readers of each side.</summary>
    public int Jobs { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Called from the reading threads, about ten times a second.</summary>
    public IProgress<VerificationProgress>? Progress { get; init; }
}

/// <summary>Compares a PostgreSQL database with the SQLite file that was copied from it, every value of every row; writes neither.</summary>
public static class DataVerification
{
    /// <exception cref="DataMigrationException">It could not be carried out.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<VerificationReport> RunAsync(VerificationRequest request, CancellationToken cancellationToken) =>
        OwnThread.Run(() => Run(request, cancellationToken));

    private static VerificationReport Run(VerificationRequest request, CancellationToken cancellationToken)
    {
        if (request.Jobs < 1)
            throw new DataMigrationException($"{request.Jobs} readers cannot read. Give --jobs a number from 1 on.");
        if (!File.Exists(request.TargetFile))
            throw new DataMigrationException($"There is no file {request.TargetFile}. Name one that `data copy` made.");
        var address = SourceAddress.Parse(request.SourceConnectionString);
        try
        {
            using var view = TargetView.Open(request.TargetFile, request.Jobs);
            var record = CatalogueReader.ReadRecord(view.Files[0], request.TargetFile);
            var map = CatalogueReader.ReadMap(view.Files[0], record.Mode);
            using var source = PostgresSource.Open(address, cancellationToken);
            using var verifier = new Verifier(source, map, request.Jobs, withinCopy: false, request.Progress);
            return verifier.Finish(view.Files, request.TargetFile, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The verification was cancelled.", cancellationToken);
        }
        catch (SqliteFileException error) when (error.Code == raw.SQLITE_NOTADB)
        {
            throw new DataMigrationException($"{request.TargetFile} is not a SQLite database. Name a file that `data copy` made.", error);
        }
        catch (SqliteFileException error)
        {
            throw new DataMigrationException($"Reading {request.TargetFile} failed: {error.Message} (SQLite {error.ExtendedCode}). Check the file, then verify again.", error);
        }
        catch (Exception error) when (error is not (DataMigrationException or OperationCanceledException))
        {
            throw PostgresErrors.Explain(error, address);
        }
    }
}
