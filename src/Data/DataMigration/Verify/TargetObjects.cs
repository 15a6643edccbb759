using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Whether everything that was translated is there in the target.</summary>
internal sealed class TargetObjects
{
    private readonly Dictionary<string, (string Type, string Sql)> _objects;
    private readonly Dictionary<string, List<(string Name, int Key)>> _columns;

    public TargetObjects(SqliteFile file)
    {
        _objects = file.Query("SELECT name, type, coalesce(sql, '') FROM sqlite_schema")
            .ToDictionary(row => row[0]!, row => (row[1]!, row[2]!), StringComparer.OrdinalIgnoreCase);
        _columns = file.Query("SELECT m.name, c.name, c.pk FROM sqlite_schema AS m, pragma_table_xinfo(m.name) AS c WHERE m.type = 'table'")
            .GroupBy(row => row[0]!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(rows => rows.Key, rows => rows.Select(row => (row[1]!, int.Parse(row[2]!, null))).ToList(), StringComparer.OrdinalIgnoreCase);
    }

    public bool CountsUp(string table) => _objects.TryGetValue(table, out var found) && found.Sql.Contains("AUTOINCREMENT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Tables and columns of the map that the target lacks, and the tables that therefore cannot be read.</summary>
    public (IReadOnlyList<string> Missing, IReadOnlySet<int> Unreadable) Compare(DatabaseMap map)
    {
        var missing = new List<string>();
        var unreadable = new HashSet<int>();
        foreach (var table in map.Tables)
        {
            var before = missing.Count;
            if (!_columns.TryGetValue(table.Target, out var columns))
                missing.Add($"table {table.Target}");
            else
                missing.AddRange(table.Columns.Where(column => !columns.Exists(found => Same(found.Name, column.Target))).Select(column => $"column {table.Target}.{column.Target}"));
            if (missing.Count > before)
                unreadable.Add(table.Id);
        }
        return (missing, unreadable);
    }

    /// <summary>Keys, constraints, indexes, views and triggers that the outcomes say exist, and do not.</summary>
    public IEnumerable<string> Lost(DatabaseMap map)
    {
        foreach (var outcome in map.Outcomes.Where(outcome => outcome is { Outcome: not ObjectOutcome.Kept, Target: not null }))
        {
            var there = outcome.Kind switch
            {
                // The index of a single whole-number key is the table itself.
                "index" => _objects.TryGetValue(outcome.Target!, out var index) && index.Type is "index" or "table",
                "view" or "trigger" => _objects.TryGetValue(outcome.Target!, out var found) && found.Type == outcome.Kind,
                "constraint" => HasConstraint(map, outcome),
                _ => true,
            };
            if (!there)
                yield return $"{outcome.Kind} {outcome.Target}{(outcome.Table is null ? "" : " of " + outcome.Table)}";
        }
        foreach (var table in map.Mode == CopyMode.Translate ? map.Tables : [])
        {
            if (_columns.TryGetValue(table.Target, out var columns) && !KeyOf(columns).SequenceEqual(table.Key.Select(index => table.Columns[index].Target), StringComparer.OrdinalIgnoreCase))
                yield return $"primary key of {table.Target}";
        }
    }

    private static IEnumerable<string> KeyOf(List<(string Name, int Key)> columns) =>
        columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name);

    // In the table's own statement, or as an index of its own.
    private bool HasConstraint(DatabaseMap map, ObjectOutcome outcome)
    {
        if (_objects.ContainsKey(outcome.Target!))
            return true;
        var table = map.Tables.FirstOrDefault(table => table.Schema == outcome.Schema && table.Source == outcome.Table);
        return table is null || (_objects.TryGetValue(table.Target, out var found)
            && (found.Sql.Contains(SqliteFile.Quote(outcome.Target!), StringComparison.OrdinalIgnoreCase) || found.Sql.Contains(outcome.Target!, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
