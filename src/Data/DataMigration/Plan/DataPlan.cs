using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>What to plan.</summary>
/// <param name="Source">PostgreSQL, as <c>Host=…;Database=…</c> or <c>postgresql://user:password@host/database</c>.</param>
/// <param name="Only">Tables to copy, as the plan names them; all when empty.</param>
/// <param name="Exclude">Tables to leave out.</param>
public sealed record DataPlanRequest(string Source, IReadOnlyList<string> Only, IReadOnlyList<string> Exclude)
{
    /// <summary>A tenant database of the application, or whatever the source has, translated.</summary>
    public DataCopyMode Mode { get; init; } = DataCopyMode.Translate;
}

/// <summary>Plans a copy: reads the source under one snapshot and writes nothing anywhere.</summary>
public static class DataPlan
{
    /// <exception cref="DataMigrationException">The source cannot be read, or a table named does not exist.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<MigrationPlan> MakeAsync(DataPlanRequest request, CancellationToken cancellationToken) =>
        OwnThread.Run(() => Make(request, cancellationToken));

    private static MigrationPlan Make(DataPlanRequest request, CancellationToken cancellationToken)
    {
        var address = SourceAddress.Parse(request.Source);
        try
        {
            using var source = PostgresSource.Open(address, cancellationToken);
            var map = request.Mode == DataCopyMode.Model
                ? new ModelMapper(source, cancellationToken).Map(TenantTables(cancellationToken), allowUnmapped: true).Map
                : TranslateMapper.Map(source, new TranslateOptions(request.Only, request.Exclude), cancellationToken);
            return MigrationPlanner.Make(source, map, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The plan was cancelled.", cancellationToken);
        }
        catch (Exception error) when (error is not DataMigrationException)
        {
            throw PostgresErrors.Explain(error, address);
        }
    }

    // What a new tenant would have; there is no shorter way to know than to make one.
    internal static IReadOnlyList<TargetTable> TenantTables(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("plan-").FullName;
        try
        {
            var path = Path.Combine(directory, "tenant.db");
            TenantSchema.CreateAsync(path, cancellationToken).GetAwaiter().GetResult();
            using var file = SqliteFile.Open(path, create: false);
            return TargetCatalog.Read(file);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
