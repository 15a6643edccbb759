using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Finds a table's columns for the expressions of its defaults, checks and indexes.</summary>
internal sealed class TargetColumns(PostgresSchema schema)
{
    public Translation Translate(TableDraft table, string expression, bool condition) => Translation.Of(
        expression, path => path.Count == 1 && table.Columns.Find(column => column.Source.Name == path[0]) is { } column ? SqlOf(column) : null, condition);

    /// <summary>A domain's check, in which the column is called VALUE.</summary>
    public Translation TranslateDomain(ColumnDraft column, string expression) => Translation.Of(expression, path => path is ["VALUE"] ? SqlOf(column) : null, condition: true);

    public SqlPart SqlOf(ColumnDraft column) => new(column.Quoted, TypeOf(column));

    public ExprType TypeOf(ColumnDraft column)
    {
        var collation = column.Source.Collation;
        return ExprType.Of(column.Source.Resolved.Base, collation is null ? schema.SortsByBytes : collation is "C" or "POSIX", column.Source.Deterministic);
    }
}
