namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>
/// Finds rows whose foreign key finds no row. SQLite's own check looks a key up for every row, in the order of the rows: on
/// tables larger than the cache each of them is a read. Where an index has a table's keys in order, each key is looked up
/// once, in the order of the parent.
/// </summary>
internal static class ForeignKeyCheck
{
    private const int CacheKilobytes = 32 << 10;

    // One line for each foreign key: its columns, and where it is one column that refers to the whole number that is the
    // parent's key, that key; whether an index begins with the column.
    private const string Keys = """
        WITH keys AS (
            SELECT s.name AS child, max(f."from") AS source, max(f."table") AS parent, max(f."to") AS target, count(*) AS columns
            FROM sqlite_schema s, pragma_foreign_key_list(s.name) f WHERE s.type = 'table' GROUP BY s.name, f.id)
        SELECT child, source, parent, columns,
            (SELECT max(x.name) FROM pragma_table_info(keys.parent) x WHERE x.pk > 0
             HAVING count(*) = 1 AND upper(max(x.type)) = 'INTEGER' AND (keys.target IS NULL OR keys.target = max(x.name) COLLATE NOCASE)),
            EXISTS (SELECT 1 FROM pragma_index_list(keys.child) l, pragma_index_info(l.name) i WHERE l.partial = 0 AND i.seqno = 0 AND i.name = keys.source COLLATE NOCASE)
        FROM keys ORDER BY child
        """;

    /// <summary>Tables that have rows whose foreign key finds no row.</summary>
    public static IReadOnlyList<string> Faulty(SqliteFile file)
    {
        file.Execute($"PRAGMA cache_size = -{CacheKilobytes}");
        return [.. file.Query(Keys).GroupBy(key => key[0]!, StringComparer.Ordinal).Where(keys => IsFaulty(file, keys.Key, [.. keys])).Select(keys => keys.Key)];
    }

    private static bool IsFaulty(SqliteFile file, string table, IReadOnlyList<string?[]> keys)
    {
        if (keys.All(key => key[3] == "1" && key[4] is not null && key[5] == "1"))
            return keys.Any(key => file.QueryInteger(OrphanOf(table, key[1]!, key[2]!, key[4]!)) > 0);
        return file.QueryInteger($"SELECT EXISTS (SELECT 1 FROM pragma_foreign_key_check({SqliteFile.Literal(table)}))") > 0;
    }

    private static string OrphanOf(string table, string column, string parent, string key) =>
        $"SELECT EXISTS (SELECT 1 FROM (SELECT DISTINCT {SqliteFile.Quote(column)} AS k FROM {SqliteFile.Quote(table)} WHERE {SqliteFile.Quote(column)} IS NOT NULL) "
        + $"WHERE NOT EXISTS (SELECT 1 FROM {SqliteFile.Quote(parent)} p WHERE p.{SqliteFile.Quote(key)} = k))";
}
