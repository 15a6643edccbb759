using System.Text.Json;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Ddl;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Catalogue;

/// <summary>Writes the catalogue into a target. The caller has a transaction open, or does without one.</summary>
internal static class CatalogueWriter
{
    /// <summary>Makes the empty tables.</summary>
    public static void Create(SqliteFile file) => file.Execute(CatalogueSql.Create);

    /// <summary>Fills everything but the exact values. What stood there before (a resumed copy) is replaced.</summary>
    /// <param name="file">The target.</param>
    /// <param name="record">Which copy this is.</param>
    /// <param name="map">What was copied.</param>
    /// <param name="ddl">The source's own definitions, in an order in which they can be carried out.</param>
    /// <param name="rows">Rows of each table of the map, in its order.</param>
    public static void Write(SqliteFile file, CopyRecord record, DatabaseMap map, IReadOnlyList<PostgresObject> ddl, IReadOnlyList<long> rows)
    {
        foreach (var table in new[] { "info", "table", "column", "sequence", "ddl", "outcome" })
            file.Execute($"DELETE FROM {CatalogueSql.Prefix}{table}");
        Insert(file, "INSERT INTO _pg_info VALUES (?, ?)", record.ToPairs(), pair => [pair.Key, pair.Value]);
        Insert(file, "INSERT INTO _pg_table VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map.Tables, table =>
        [
            (long)table.Id, table.Schema, table.Source, table.Target, JsonSerializer.Serialize(table.Key), table.RowId, Flag(table.HasIntegerKey),
            JsonSerializer.Serialize(table.Parts), rows[table.Id - 1],
        ]);
        Insert(file, "INSERT INTO _pg_column VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map.Tables.SelectMany(table => table.Columns.Select((column, index) => (table, column, index))), item =>
        [
            (long)item.table.Id, (long)item.index, item.column.Source, item.column.Target, item.column.Type, item.column.Encoding.ToString(),
            (long?)item.column.Scale, item.column.Wire.ToString(), item.column.BinarySelect, item.column.TextSelect, Flag(item.column.NotNull),
            Flag(item.column.Computed), Flag(item.column.GeneratedInSource), Flag(item.column.Fill is not null),
        ]);
        Insert(file, "INSERT INTO _pg_sequence VALUES (?, ?, ?, ?, ?)", map.Sequences, sequence =>
            [sequence.Schema, sequence.Name, sequence.LastValue, Flag(sequence.IsCalled), sequence.Table is { } index ? (long)map.Tables[index].Id : null]);
        Insert(file, "INSERT INTO _pg_ddl (section, kind, schema, table_name, name, sql) VALUES (?, ?, ?, ?, ?, ?)", ddl, item =>
            [item.Section.ToString(), item.Kind, item.Schema, item.Table, item.Name, item.Sql]);
        Insert(file, "INSERT INTO _pg_outcome (kind, schema, table_name, name, outcome, target, reason) VALUES (?, ?, ?, ?, ?, ?, ?)", map.Outcomes, item =>
            [item.Kind, item.Schema, item.Table, item.Name, item.Outcome, item.Target, item.Reason]);
    }

    private static long Flag(bool value) => value ? 1 : 0;

    private static void Insert<T>(SqliteFile file, string sql, IEnumerable<T> items, Func<T, object?[]> valuesOf)
    {
        using var statement = file.Prepare(sql);
        foreach (var item in items)
        {
            var values = valuesOf(item);
            for (var i = 0; i < values.Length; i++)
                Bind(statement, i + 1, values[i]);
            file.Step(statement);
            raw.sqlite3_reset(statement);
        }
    }

    private static void Bind(sqlite3_stmt statement, int parameter, object? value)
    {
        if (value is long number)
            raw.sqlite3_bind_int64(statement, parameter, number);
        else if (value is string text)
            raw.sqlite3_bind_text(statement, parameter, text);
        else
            raw.sqlite3_bind_null(statement, parameter);
    }
}
