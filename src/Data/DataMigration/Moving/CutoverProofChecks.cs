using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What a verification compares besides rows, under the freeze: schema, objects, references of changed tables, sequences.</summary>
internal static class CutoverProofChecks
{
    public static IReadOnlyList<VerificationCheck> Run(PostgresSchema schema, DatabaseMap map, SqliteFile file, CutoverChanges changed)
    {
        var (moved, _) = SourceShape.Compare(schema, map);
        var objects = new TargetObjects(file);
        var (missing, unreadable) = objects.Compare(map);
        return
        [
            Check("source schema", [.. moved, .. SourceShape.NewTables(schema, map)], $"{map.Tables.Count} tables as the target's catalogue describes them"),
            Check("target tables", missing, $"{map.Tables.Count} tables with all their columns"),
            Check("target objects", objects.Lost(map), "keys, constraints, indexes, views and triggers that were translated are there"),
            Check("foreign keys", Orphans(file, map, changed), "every reference of and to a changed row finds its row"),
            Check("sequences", SequenceChecks.TooLow(file, objects, map, unreadable), "new rows get numbers not yet given out"),
            Check("source sequences", SequenceChecks.Moved(schema, map), $"{map.Sequences.Count} sequences stand where the catalogue says"),
        ];
    }

    // What did not change was looked at when it was copied.
    private static IEnumerable<string> Orphans(SqliteFile file, DatabaseMap map, CutoverChanges changed)
    {
        var changes = map.Tables.Select((table, index) => (table, changed[index])).ToDictionary(item => item.table.Target, item => item, StringComparer.OrdinalIgnoreCase);
        foreach (var child in map.Tables)
        {
            foreach (var key in file.Query($"SELECT \"table\", min(\"from\"), min(\"to\"), count(*) FROM pragma_foreign_key_list({SqliteFile.Literal(child.Target)}) GROUP BY id"))
            {
                if (!changes.TryGetValue(key[0]!, out var parent) || Suspects(child, changes[child.Target].Item2, key[1]!, parent.table, parent.Item2, key[2]) is not { } suspects)
                    continue;
                var orphan = key[3] == "1"
                    ? file.Query($"SELECT c.{SqliteFile.Quote(key[1]!)} FROM {SqliteFile.Quote(child.Target)} AS c WHERE ({suspects}) AND c.{SqliteFile.Quote(key[1]!)} IS NOT NULL "
                        + $"AND NOT EXISTS (SELECT 1 FROM {SqliteFile.Quote(key[0]!)} AS p WHERE p.{SqliteFile.Quote(key[2] ?? parent.table.RowId!)} = c.{SqliteFile.Quote(key[1]!)}) LIMIT 1")
                    : file.Query($"SELECT rowid FROM pragma_foreign_key_check({SqliteFile.Literal(child.Target)}) LIMIT 1");
                if (orphan.Count > 0)
                    yield return $"{child.Target}.{key[1]} refers to {orphan[0][0]}, which {key[0]} does not have";
            }
        }
    }

    // Rows of the child that may have lost their reference: those that changed, and those that refer to a row that is gone. Null: none.
    private static string? Suspects(MappedTable child, TableChanges ofChild, string column, MappedTable parent, TableChanges ofParent, string? referred)
    {
        var byNumber = referred is null || referred.Equals(parent.RowId, StringComparison.OrdinalIgnoreCase);
        if (ofChild.Whole || ofParent.Whole || (ofParent.Keys.Count > 0 && !byNumber))
            return "true";
        var suspects = new List<string>();
        if (ofChild.Keys.Count > 0)
            suspects.Add($"c.{SqliteFile.Quote(child.RowId!)} IN ({Numbers(ofChild)})");
        if (ofParent.Keys.Count > 0)
            suspects.Add($"c.{SqliteFile.Quote(column)} IN ({Numbers(ofParent)} WHERE NOT EXISTS (SELECT 1 FROM {SqliteFile.Quote(parent.Target)} AS p WHERE p.{SqliteFile.Quote(parent.RowId!)} = value))");
        return suspects.Count == 0 ? null : string.Join(" OR ", suspects);
    }

    private static string Numbers(TableChanges changes) => $"SELECT value FROM json_each('[{string.Join(',', changes.Keys)}]')";

    private static VerificationCheck Check(string name, IEnumerable<string> findings, string otherwise)
    {
        var found = findings.Take(10).ToArray();
        return new VerificationCheck(name, found.Length == 0, found.Length == 0 ? otherwise : string.Join("; ", found));
    }
}
