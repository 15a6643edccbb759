using System.Globalization;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Backups;

/// <summary>One table of the live database and of a backup.</summary>
/// <param name="RowsNow">In the live database.</param>
/// <param name="RowsThen">In the backup.</param>
/// <param name="Added">Rows that a restore brings back.</param>
/// <param name="Removed">Rows that it takes away.</param>
/// <param name="Differing">Rows of the same key with other values.</param>
/// <param name="Note">What else is different, such as a column that only one side has.</param>
public sealed record TableDifference(string Table, long RowsNow, long RowsThen, long Added, long Removed, long Differing, string? Note)
{
    public long Changed => Added + Removed + Differing;
}

/// <summary>
/// Compares tables of <c>main</c> with those of the attached <c>backup</c>, by key, in SQL alone: no row is loaded.
/// </summary>
internal static class TableComparison
{
    public static IReadOnlyList<TableDifference> All(SqliteConnection connection, Action<double>? progress, CancellationToken cancellationToken)
    {
        var (now, then) = (TablesOf(connection, "main"), TablesOf(connection, "backup"));
        var names = now.Union(then, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var differences = new List<TableDifference>();
        foreach (var name in names)
        {
            differences.Add(connection.Interruptible(() => One(connection, name, now.Contains(name), then.Contains(name)), cancellationToken));
            progress?.Invoke((double)differences.Count / names.Count);
        }
        return differences;
    }

    private static TableDifference One(SqliteConnection connection, string table, bool isNow, bool wasThen)
    {
        var (now, then) = (isNow ? Number(connection, $"SELECT count(*) FROM main.{Quote(table)}") : 0, wasThen ? Number(connection, $"SELECT count(*) FROM backup.{Quote(table)}") : 0);
        if (!isNow || !wasThen)
            return new TableDifference(table, now, then, then, now, 0, isNow ? "the backup has no such table" : "the live database has no such table");
        var (here, there) = (ColumnsOf(connection, "main", table), ColumnsOf(connection, "backup", table));
        var common = here.Where(column => there.Any(other => other.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase))).ToList();
        var key = here.Where(column => column.InKey).Select(column => column.Name).ToList();
        var keyed = key.Count > 0 && key.SequenceEqual(there.Where(column => column.InKey).Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
        var (added, removed, differing) = keyed
            ? ByKey(connection, table, key, [.. common.Where(column => !column.InKey).Select(column => column.Name)])
            : ByContent(connection, table, [.. common.Select(column => column.Name)]);
        return new TableDifference(table, now, then, added, removed, differing, NoteOf(here, there, common));
    }

    private static (long Added, long Removed, long Differing) ByKey(SqliteConnection connection, string table, List<string> key, List<string> rest)
    {
        // IS and not =, for a key of text may hold NULL.
        var same = string.Join(" AND ", key.Select(column => $"n.{Quote(column)} IS t.{Quote(column)}"));
        // Bytes decide: a column that ignores case must not hide a change of it.
        var other = string.Join(" OR ", rest.Select(column => $"n.{Quote(column)} IS NOT t.{Quote(column)} COLLATE BINARY"));
        return (
            Number(connection, $"SELECT count(*) FROM backup.{Quote(table)} AS t WHERE NOT EXISTS (SELECT 1 FROM main.{Quote(table)} AS n WHERE {same})"),
            Number(connection, $"SELECT count(*) FROM main.{Quote(table)} AS n WHERE NOT EXISTS (SELECT 1 FROM backup.{Quote(table)} AS t WHERE {same})"),
            rest.Count == 0 ? 0 : Number(connection, $"SELECT count(*) FROM main.{Quote(table)} AS n JOIN backup.{Quote(table)} AS t ON {same} WHERE {other}"));
    }

    /// <summary>Without a key a changed row is one that goes and one that comes; how often an equal row is there counts.</summary>
    private static (long Added, long Removed, long Differing) ByContent(SqliteConnection connection, string table, List<string> columns)
    {
        var list = string.Join(", ", columns.Select((column, index) => $"{Quote(column)} COLLATE BINARY AS c{index}"));
        var group = string.Join(", ", columns.Select((_, index) => $"c{index}"));
        var totals = connection.Query(
            $"SELECT total(max(d, 0)), total(max(-d, 0)) FROM (SELECT sum(side) AS d FROM (SELECT 1 AS side, {list} FROM backup.{Quote(table)} UNION ALL SELECT -1, {list} FROM main.{Quote(table)}) GROUP BY {group})",
            row => ((long)row.GetDouble(0), (long)row.GetDouble(1)));
        return (totals[0].Item1, totals[0].Item2, 0);
    }

    private static string? NoteOf(List<Column> here, List<Column> there, List<Column> common)
    {
        var onlyHere = here.Select(column => column.Name).Except(common.Select(column => column.Name), StringComparer.OrdinalIgnoreCase).ToList();
        var onlyThere = there.Select(column => column.Name).Except(common.Select(column => column.Name), StringComparer.OrdinalIgnoreCase).ToList();
        string[] notes = [.. onlyHere.Select(column => $"the backup has no column {column}"), .. onlyThere.Select(column => $"the column {column} comes back")];
        return notes.Length == 0 ? null : string.Join("; ", notes);
    }

    private static HashSet<string> TablesOf(SqliteConnection connection, string schema) => new(connection.Query(
        $"""SELECT name FROM pragma_table_list WHERE schema = '{schema}' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '\_\_EF%' ESCAPE '\'""",
        row => row.GetString(0)), StringComparer.OrdinalIgnoreCase);

    private static List<Column> ColumnsOf(SqliteConnection connection, string schema, string table) => connection.Query(
        $"SELECT name, pk FROM pragma_table_info('{table.Replace("'", "''", StringComparison.Ordinal)}', '{schema}') ORDER BY pk, cid",
        row => new Column(row.GetString(0), row.GetInt64(1) > 0));

    private static long Number(SqliteConnection connection, string sql) => Convert.ToInt64(connection.Scalar(sql), CultureInfo.InvariantCulture);

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record Column(string Name, bool InKey);
}
