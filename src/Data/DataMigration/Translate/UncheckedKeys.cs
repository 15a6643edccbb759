using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Foreign keys that are NOT VALID: asks the rows, since PostgreSQL never did.</summary>
internal sealed class UncheckedKeys(PostgresSource source, CancellationToken cancellationToken)
{
    /// <summary>Null when every row obeys the key, otherwise why it cannot be made.</summary>
    public string? RefusalOf(PgTable child, PgConstraint key, PgTable parent)
    {
        if (!Readable(child) || !Readable(parent))
            return "it is NOT VALID, and the user may not read all rows of its two tables to check it";
        var count = Orphans(child, key, parent);
        return count == 0 ? null : $"it is NOT VALID, and {count} row{(count == 1 ? " breaks" : "s break")} it; SQLite would report them";
    }

    private bool Readable(PgTable table)
    {
        using var command = source.Command($"SELECT has_table_privilege({table.Oid}, 'SELECT') AND NOT row_security_active({table.Oid}::oid)");
        return (bool)command.ExecuteScalar()!;
    }

    private long Orphans(PgTable child, PgConstraint key, PgTable parent) => source.CountRows(
        OrphanQuery.From(From(child), From(parent), key.Columns.Select(column => Name(child, column)), key.ForeignColumns.Select(column => Name(parent, column))), cancellationToken);

    private static string Name(PgTable table, short column) => table.Columns.First(candidate => candidate.Number == column).Name;

    // A key of a table that others inherit from concerns its own rows alone.
    private static string From(PgTable table) => $"{(table.Kind == 'p' ? "" : "ONLY ")}{SourceTable.Quote(table.Schema)}.{SourceTable.Quote(table.Name)}";
}
