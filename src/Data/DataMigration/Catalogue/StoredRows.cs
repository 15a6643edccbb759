using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Catalogue;

/// <summary>How the rows of a table are read: each with its number, in the order of the numbers, which is that of the exact values.</summary>
internal static class StoredRows
{
    /// <param name="table">The table.</param>
    /// <param name="columns">What is read; the row's number (0 when it has none) stands before them.</param>
    /// <param name="between">Only the numbers from ?1 to ?2; not for a table without numbers, which is always read whole.</param>
    /// <param name="condition">SQL that rows must meet, with the table called t; null for all.</param>
    public static string Select(MappedTable table, IEnumerable<MappedColumn> columns, bool between, string? condition = null)
    {
        // Names are qualified: SQLite takes an unknown name in double quotes for a text.
        var read = columns.Select(column => "t." + SqliteFile.Quote(column.Target));
        var from = $"FROM {SqliteFile.Quote(table.Target)} AS t NOT INDEXED";
        if (table.RowId is null)
            return $"SELECT {string.Join(", ", read.Prepend("0"))} {from}{Where(condition)}";
        var number = "t." + SqliteFile.Quote(table.RowId);
        return $"SELECT {string.Join(", ", read.Prepend(number))} {from}{Where(between ? $"{number} BETWEEN ?1 AND ?2" : null, condition)} ORDER BY {number}";
    }

    private static string Where(params ReadOnlySpan<string?> conditions)
    {
        var given = conditions.ToArray().OfType<string>().ToArray();
        return given.Length == 0 ? "" : $" WHERE {string.Join(" AND ", given)}";
    }
}
