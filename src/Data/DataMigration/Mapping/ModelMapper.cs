using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Mapping;

/// <summary>Maps the source's tables and columns to those of a tenant by name, and refuses what would lose or change something.</summary>
internal sealed class ModelMapper
{
    private const StringComparison IgnoreCase = StringComparison.OrdinalIgnoreCase;
    private readonly SourceAddress _address;
    private readonly PostgresSchema _schema;
    private readonly IReadOnlyList<PgTable> _sources;
    private readonly string _searched;
    private readonly List<string> _faults = [];
    private readonly List<string> _unmapped = [];

    /// <summary>Tells the wrong database from the right one before anything is written.</summary>
    public ModelMapper(PostgresSource source, CancellationToken cancellationToken)
    {
        _address = source.Address;
        // Unqualified names mean this schema, usually public.
        _searched = source.ReadText("SELECT coalesce(current_schema(), 'public')::text");
        _schema = PostgresSchema.Read(source, cancellationToken);
        _sources = [.. _schema.Tables.Where(table => table is { Kind: not 'v', IsPartition: false })];
        var missing = OriginTables.Required.Where(name => Home(name) is null).Order(StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw new DataMigrationException($"The source {_address} lacks {missing.Length} of the {OriginTables.Required.Count} tables: {string.Join(", ", missing)}. "
                + "Check that it names the right database and that its user sees them (search_path, GRANT USAGE).");
        }
    }

    public CopyPlan Map(IReadOnlyList<TargetTable> targets, bool allowUnmapped)
    {
        var pairs = targets.Where(target => !OriginTables.Bookkeeping.Contains(target.Name))
            .Select(target => (Target: target, Source: Home(target.Name)))
            .Where(pair => pair.Source is not null)
            .ToArray();
        var tables = pairs.Select((pair, index) => MapTable(index + 1, pair.Target, pair.Source!)).ToArray();
        var homeless = OriginTables.Required.Where(name => !tables.Any(table => table.Target.Equals(name, IgnoreCase))).Order(StringComparer.Ordinal).ToArray();
        if (homeless.Length > 0)
            _faults.Add($"the target has no table {string.Join(", ", homeless)}");
        if (_faults.Count > 0)
            throw new DataMigrationException($"The source {_address} does not fit the target: {string.Join("; ", _faults)}. Change the source, or its copy, and copy again.");

        var skipped = _sources.Where(source => OriginTables.Bookkeeping.Contains(source.Name)).ToArray();
        var homelessSources = _sources.Except(skipped).Where(source => !pairs.Any(pair => ReferenceEquals(pair.Source, source))).ToArray();
        _unmapped.InsertRange(0, homelessSources.Select(ShownName));
        if (_unmapped.Count > 0 && !allowUnmapped)
        {
            throw new DataMigrationException($"The source {_address} has {_unmapped.Count} tables or columns that the target has no place for: {string.Join(", ", _unmapped)}. "
                + "Nothing was copied. Allow unmapped data (--allow-unmapped) to copy the rest and have these named in the report.");
        }
        var map = new DatabaseMap
        {
            Mode = CopyMode.Model,
            Tables = tables,
            Sequences = [.. _schema.Sequences.Where(sequence => sequence.Readable).Select(sequence => MapSequence(sequence, [.. pairs.Select(pair => pair.Source!)]))],
            Outcomes = [.. Outcomes(tables, skipped, homelessSources)],
        };
        return new CopyPlan(map, [.. skipped.Select(ShownName)], [.. _unmapped]);
    }

    private PgTable? Home(string name) =>
        _sources.FirstOrDefault(source => source.Schema == _searched && source.Kind is 'r' or 'p' && source.Name.Equals(name, IgnoreCase));

    private string ShownName(PgTable table) => table.Schema == _searched ? table.Name : $"{table.Schema}.{table.Name}";

    private MappedTable MapTable(int id, TargetTable target, PgTable source)
    {
        var columns = new List<MappedColumn>();
        var derived = new List<DerivedColumn>();
        var constants = new List<DeclaredFill>();
        var absent = new List<string>();
        foreach (var column in target.Columns)
        {
            var fill = DeclaredFills.Find(target.Name, column.Name);
            if (DerivedColumns.Find(target.Name, column.Name) is { } computed)
                derived.Add(computed);
            else if (Find(source, column.Name) is { } from)
                columns.Add(MapColumn(target, column, from, fill));
            else if (fill is not null)
                constants.Add(fill);
            else if (column.NotNull && !column.HasDefault)
                _faults.Add($"{target.Name}.{column.Name} is missing and has no declared value");
            else
                absent.Add(column.Name);
        }
        _unmapped.AddRange(source.Columns
            .Where(from => !target.Columns.Any(column => column.Name.Equals(from.Name, IgnoreCase)))
            .Select(from => $"{ShownName(source)}.{from.Name}"));
        return new MappedTable
        {
            Id = id,
            Schema = source.Schema,
            Source = source.Name,
            Target = target.Name,
            Parts = [.. (source.Kind == 'p' ? source.Leaves : [source]).Select(part => new SourcePart(part.Schema, part.Name, part.Pages))],
            Columns = columns,
            Key = [.. target.Columns.Where(column => column.KeyPosition > 0).OrderBy(column => column.KeyPosition)
                .Select(key => columns.FindIndex(column => column.Target == key.Name)).Where(index => index >= 0)],
            RowId = target.IntegerKey ?? "rowid",
            HasIntegerKey = target.IntegerKey is not null,
            EstimatedRows = source.EstimatedRows,
            SourceBytes = source.Bytes,
            Derived = derived,
            Constants = constants,
            AbsentColumns = absent,
        };
    }

    private MappedColumn MapColumn(TargetTable target, TargetColumn column, PgColumn from, DeclaredFill? fill)
    {
        var quoted = SourceTable.Quote(from.Name);
        var mapping = TypeMap.Of(from.Resolved.Base, quoted);
        var type = ModelTypes.Of(target.Name, column.Name);
        if (type == typeof(DateTime) && mapping.Wire == WireKind.Date)
        {
            // A date where the model has an instant means midnight, and must be written like every other instant to compare with them.
            mapping = new TypeMapping(ValueEncoding.Timestamp, WireKind.Timestamp, $"{quoted}::timestamp", $"{quoted}::timestamp");
        }
        if (WireKinds.AffinityOf(mapping.Wire) != column.Affinity || (type is not null && !ModelTypes.Holds(type, mapping.Wire)))
            _faults.Add($"{target.Name}.{column.Name} is {from.Type}, which the target ({type?.Name ?? column.Affinity.ToString()}) cannot take as it is");
        return new MappedColumn
        {
            Source = from.Name,
            Target = column.Name,
            Type = from.Type,
            Encoding = mapping.Encoding,
            Scale = mapping.Scale,
            Wire = mapping.Wire,
            BinarySelect = mapping.BinarySelect,
            TextSelect = mapping.TextSelect,
            NotNull = column.NotNull,
            GeneratedInSource = from.Generated != ' ',
            Fill = fill,
        };
    }

    private static PgColumn? Find(PgTable source, string name) =>
        source.Columns.FirstOrDefault(column => column.Name == name) ?? source.Columns.FirstOrDefault(column => column.Name.Equals(name, IgnoreCase));

    private static MappedSequence MapSequence(PgSequence sequence, PgTable[] sources)
    {
        var fed = Array.FindIndex(sources, source =>
            source.Constraints.Find(constraint => constraint.Kind == 'p') is { Columns: [var key] } && source.Columns.Find(column => column.Number == key)?.Sequence == sequence);
        return new MappedSequence(sequence.Schema, sequence.Name, sequence.LastValue, sequence.IsCalled, fed < 0 ? null : fed);
    }

    private IEnumerable<ObjectOutcome> Outcomes(IReadOnlyList<MappedTable> tables, IReadOnlyList<PgTable> skipped, IReadOnlyList<PgTable> homeless) =>
        tables.Select(table => new ObjectOutcome("table", table.Schema, null, table.Source, ObjectOutcome.Translated, table.Target, null))
            .Concat(tables.SelectMany(ColumnsLeftOut))
            .Concat(skipped.Select(table => new ObjectOutcome("table", table.Schema, null, table.Name, ObjectOutcome.LeftOut, null, "the application keeps its own")))
            .Concat(homeless.Select(table => new ObjectOutcome("table", table.Schema, null, table.Name, ObjectOutcome.Kept, null, "the application has no place for it")));

    private IEnumerable<ObjectOutcome> ColumnsLeftOut(MappedTable table) =>
        _sources.Single(source => source.Schema == table.Schema && source.Name == table.Source).Columns
            .Where(column => !table.Columns.Any(mapped => mapped.Source == column.Name))
            .Select(column => table.Derived.Any(derived => derived.Column.Equals(column.Name, IgnoreCase))
                ? new ObjectOutcome("column", table.Schema, table.Source, column.Name, ObjectOutcome.LeftOut, null, "the application computes it anew")
                : new ObjectOutcome("column", table.Schema, table.Source, column.Name, ObjectOutcome.Kept, null, "the application has no place for it"));
}
