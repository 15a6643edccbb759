using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Whether the source still has the tables and columns that the map was made of.</summary>
internal static class SourceShape
{
    /// <summary>What changed, one sentence each, and which tables cannot be read any more as they were.</summary>
    public static (IReadOnlyList<string> Changes, IReadOnlySet<int> Unreadable) Compare(PostgresSchema schema, DatabaseMap map)
    {
        var changes = new List<string>();
        var unreadable = new HashSet<int>();
        var existing = schema.Tables.ToDictionary(table => (table.Schema, table.Name));
        foreach (var table in map.Tables)
        {
            var before = changes.Count;
            if (!existing.TryGetValue((table.Schema, table.Source), out var now))
            {
                changes.Add($"table {table.ShownName} was dropped");
                unreadable.Add(table.Id);
                continue;
            }
            changes.AddRange(table.Parts.Where(part => !existing.ContainsKey((part.Schema, part.Name))).Select(part => $"partition {part.Schema}.{part.Name} of {table.ShownName} was dropped"));
            changes.AddRange(LostColumns(table, now));
            if (changes.Count > before)
                unreadable.Add(table.Id);
            changes.AddRange(NewColumns(table, now, map));
            changes.AddRange(now.Leaves.Where(leaf => !table.Parts.Any(part => part.Schema == leaf.Schema && part.Name == leaf.Name))
                .Select(leaf => $"partition {leaf.ShownName} of {table.ShownName} was added"));
        }
        return (changes, unreadable);
    }

    /// <summary>Tables that are neither in the map nor said to be left out.</summary>
    public static IEnumerable<string> NewTables(PostgresSchema schema, DatabaseMap map)
    {
        var known = map.Tables.Select(table => (table.Schema, table.Source))
            .Concat(map.Outcomes.Where(outcome => outcome.Kind == "table").Select(outcome => (outcome.Schema, outcome.Name)))
            .ToHashSet();
        return schema.Tables.Where(table => table is { Kind: 'r' or 'p', IsPartition: false } && !known.Contains((table.Schema, table.Name)))
            .Select(table => $"table {table.ShownName} is not in the target");
    }

    private static IEnumerable<string> LostColumns(MappedTable table, PgTable now)
    {
        foreach (var column in table.Columns)
        {
            var found = now.Columns.Find(other => other.Name == column.Source);
            if (found is null)
                yield return $"column {table.ShownName}.{column.Source} was dropped";
            else if (found.Type != column.Type)
                yield return $"column {table.ShownName}.{column.Source} became {found.Type} (was {column.Type})";
        }
    }

    private static IEnumerable<string> NewColumns(MappedTable table, PgTable now, DatabaseMap map) => now.Columns
        .Where(column => !table.Columns.Any(known => known.Source == column.Name)
            && !map.Outcomes.Any(outcome => outcome.Kind == "column" && outcome.Schema == table.Schema && outcome.Table == table.Source && outcome.Name == column.Name))
        .Select(column => $"column {table.ShownName}.{column.Name} was added");
}
