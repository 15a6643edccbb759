using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>A table on its way to SQLite.</summary>
internal sealed class TableDraft
{
    /// <summary>Stands in a table that has no columns, which SQLite does not know.</summary>
    public const string Placeholder = "_pg_empty";

    private static readonly string[] RowNames = ["rowid", "_rowid_", "oid"];

    public required PgTable Source { get; init; }

    /// <summary>Name in SQLite, unquoted.</summary>
    public required string Target { get; init; }

    public List<ColumnDraft> Columns { get; } = [];

    /// <summary>The columns of the primary key, in its order.</summary>
    public List<ColumnDraft> Key { get; } = [];

    /// <summary>Primary key of several columns, foreign keys, checks.</summary>
    public List<Clause> Constraints { get; } = [];

    public ColumnDraft Column(short number) => Columns.First(column => column.Source.Number == number);

    /// <summary>The key's one whole number, which SQLite makes the row's number.</summary>
    public ColumnDraft? IntegerKey => Key is [{ Type.Storage: "INTEGER" } key] ? key : null;

    public string Sql()
    {
        var lines = Columns.Select(column => column.Sql()).Concat(Constraints.Select(constraint => constraint.Sql)).ToList();
        if (Columns.Count == 0)
            lines.Insert(0, $"{SqliteFile.Quote(Placeholder)} INTEGER");
        return $"CREATE TABLE {SqliteFile.Quote(Target)} (\n  {string.Join(",\n  ", lines)}\n) STRICT";
    }

    public MappedTable Map(int id)
    {
        var columns = Columns.Select(column => column.Map()).ToArray();
        return new MappedTable
        {
            Id = id,
            Schema = Source.Schema,
            Source = Source.Name,
            Target = Target,
            Parts = [.. (Source.Kind == 'p' ? Source.Leaves : [Source]).Select(part => new SourcePart(part.Schema, part.Name, part.Pages))],
            Columns = columns,
            Key = [.. Key.Select(column => Columns.IndexOf(column))],
            RowId = IntegerKey?.Target ?? RowNames.FirstOrDefault(name => !Columns.Exists(column => SqliteNames.Fold(column.Target) == name)),
            HasIntegerKey = IntegerKey is not null,
            EstimatedRows = Source.EstimatedRows,
            SourceBytes = Source.Bytes,
        };
    }
}
