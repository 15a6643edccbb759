using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration;

/// <summary>Maps the source's tables and columns to the target's by name, and refuses what would lose or change something.</summary>
internal sealed class CopyPlanner(SourceAddress address, IReadOnlyList<SourceTable> sources)
{
    private const StringComparison IgnoreCase = StringComparison.OrdinalIgnoreCase;
    private readonly List<string> _faults = [];
    private readonly List<string> _unmapped = [];

    /// <summary>The wrong database is told from the right one before anything is written.</summary>
    public void RequireTables()
    {
        var missing = OriginTables.Required.Where(name => Home(name) is null).Order(StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw new DataMigrationException($"The source {address} lacks {missing.Length} of the {OriginTables.Required.Count} tables: {string.Join(", ", missing)}. "
                + "Check that it names the right database and that its user sees them (search_path, GRANT USAGE).");
        }
    }

    public CopyPlan Plan(IReadOnlyList<TargetTable> targets, bool allowUnmapped)
    {
        var plans = targets.Where(target => !OriginTables.Bookkeeping.Contains(target.Name))
            .Select(target => (Target: target, Source: Home(target.Name)))
            .Where(pair => pair.Source is not null)
            .Select(pair => PlanTable(pair.Target, pair.Source!))
            .ToArray();
        var homeless = OriginTables.Required.Where(name => !plans.Any(plan => plan.Name.Equals(name, IgnoreCase))).Order(StringComparer.Ordinal).ToArray();
        if (homeless.Length > 0)
            _faults.Add($"the target has no table {string.Join(", ", homeless)}");
        if (_faults.Count > 0)
            throw new DataMigrationException($"The source {address} does not fit the target: {string.Join("; ", _faults)}. Change the source, or its copy, and copy again.");

        var skipped = sources.Where(source => OriginTables.Bookkeeping.Contains(source.Name)).Select(source => source.ShownName).ToArray();
        _unmapped.InsertRange(0, sources
            .Where(source => !OriginTables.Bookkeeping.Contains(source.Name) && !plans.Any(plan => ReferenceEquals(plan.Source, source)))
            .Select(source => source.ShownName));
        if (_unmapped.Count > 0 && !allowUnmapped)
        {
            throw new DataMigrationException($"The source {address} has {_unmapped.Count} tables or columns that the target has no place for: {string.Join(", ", _unmapped)}. "
                + "Nothing was copied. Allow unmapped data (--allow-unmapped) to copy the rest and have these named in the report.");
        }
        return new CopyPlan(plans, skipped, [.. _unmapped]);
    }

    private SourceTable? Home(string name) =>
        sources.FirstOrDefault(source => source.InSearchedSchema && source.Kind is 'r' or 'p' && source.Name.Equals(name, IgnoreCase));

    private TablePlan PlanTable(TargetTable target, SourceTable source)
    {
        var columns = new List<CopiedColumn>();
        var derived = new List<DerivedColumn>();
        var constants = new List<DeclaredFill>();
        var absent = new List<string>();
        foreach (var column in target.Columns)
        {
            var fill = DeclaredFills.Find(target.Name, column.Name);
            if (DerivedColumns.Find(target.Name, column.Name) is { } computed)
                derived.Add(computed);
            else if (Find(source, column.Name) is { } from)
                columns.Add(PlanColumn(target, column, from, fill));
            else if (fill is not null)
                constants.Add(fill);
            else if (column.NotNull && !column.HasDefault)
                _faults.Add($"{target.Name}.{column.Name} is missing and has no declared value");
            else
                absent.Add(column.Name);
        }
        _unmapped.AddRange(source.Columns
            .Where(from => !target.Columns.Any(column => column.Name.Equals(from.Name, IgnoreCase)))
            .Select(from => $"{source.ShownName}.{from.Name}"));
        return new TablePlan { Source = source, Target = target, Columns = columns, Derived = derived, Constants = constants, AbsentColumns = absent };
    }

    private CopiedColumn PlanColumn(TargetTable target, TargetColumn column, SourceColumn from, DeclaredFill? fill)
    {
        var (kind, asText) = WireKinds.Of(from.BaseType);
        var select = SourceTable.Quote(from.Name);
        if (asText)
            select += "::text";
        var type = ModelTypes.Of(target.Name, column.Name);
        if (type == typeof(DateTime) && kind == WireKind.Date)
        {
            // A date where the model has an instant means midnight, and must be written like every other instant to compare with them.
            (kind, select) = (WireKind.Timestamp, select + "::timestamp");
        }
        if (WireKinds.AffinityOf(kind) != column.Affinity || (type is not null && !ModelTypes.Holds(type, kind)))
            _faults.Add($"{target.Name}.{column.Name} is {from.ShownType}, which the target ({type?.Name ?? column.Affinity.ToString()}) cannot take as it is");
        return new CopiedColumn(column.Name, kind, select, fill);
    }

    private static SourceColumn? Find(SourceTable source, string name) =>
        source.Columns.FirstOrDefault(column => column.Name == name) ?? source.Columns.FirstOrDefault(column => column.Name.Equals(name, IgnoreCase));
}
