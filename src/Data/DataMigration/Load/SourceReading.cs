using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>Decides what is copied; asked again for every snapshot, since the source may be altered in between.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="targets">Model mode: the tables of a tenant.</param>
/// <param name="first">Model mode: has read the first snapshot already.</param>
internal sealed class SourceReading(DataCopyRequest request, IReadOnlyList<TargetTable> targets, ModelMapper? first)
{
    private ModelMapper? _first = first;

    public CopyPlan Plan(PostgresSource source, CancellationToken cancellationToken)
    {
        var plan = PlanAll(source, cancellationToken);
        if (request.Filter is not { } filter)
            return plan;
        var tables = plan.Map.Tables.Select(table => table with { Parts = [.. table.Parts.Select(part => part with { Filter = filter(table) })] });
        return plan with { Map = plan.Map with { Tables = [.. tables] } };
    }

    private CopyPlan PlanAll(PostgresSource source, CancellationToken cancellationToken)
    {
        if (request.Mode == DataCopyMode.Model && request.Only.Count + request.Exclude.Count > 0)
            throw new DataMigrationException("A copy into the application's own tables is of all of them. Leave out the choice of tables (--only, --exclude), or translate the source (--mode translate).");
        if (request.Mode == DataCopyMode.Model)
        {
            var mapper = _first ?? new ModelMapper(source, cancellationToken);
            _first = null;
            return mapper.Map(targets, request.AllowUnmapped);
        }
        return new CopyPlan(TranslateMapper.Map(source, new TranslateOptions(request.Only, request.Exclude), cancellationToken), [], []);
    }

    /// <summary>Tells databases apart that have the same name, or the same address at different times.</summary>
    public static string Identify(PostgresSource source) => source.ReadText(Streaming.SourceIdentity.Sql);
}
