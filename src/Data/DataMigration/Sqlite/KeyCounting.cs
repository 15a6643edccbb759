namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>
/// AUTOINCREMENT makes every row that is written also rewrite its table's line in sqlite_sequence. Rows of a copy bring their
/// keys, so it is taken out of the tables' definitions while they are loaded, and put back as it was.
/// </summary>
internal static class KeyCounting
{
    private const string Clause = "PRIMARY KEY AUTOINCREMENT";

    /// <summary>Takes it away; done again, nothing happens.</summary>
    public static void Suspend(SqliteFile file)
    {
        // A definition that has the words twice has them elsewhere as well: that table is loaded as it is.
        Change(file, $"""
            INSERT OR IGNORE INTO _pg_load_key SELECT name, sql FROM sqlite_schema
                WHERE type = 'table' AND length(sql) - length(replace(sql, '{Clause}', '')) = length('{Clause}');
            UPDATE sqlite_schema SET sql = replace(sql, '{Clause}', 'PRIMARY KEY') WHERE type = 'table' AND name IN (SELECT name FROM _pg_load_key);
            """);
    }

    /// <summary>Puts it back.</summary>
    public static void Restore(SqliteFile file) =>
        Change(file, "UPDATE sqlite_schema SET sql = k.sql FROM _pg_load_key k WHERE sqlite_schema.type = 'table' AND sqlite_schema.name = k.name;");

    private static void Change(SqliteFile file, string sql)
    {
        file.Execute($"PRAGMA writable_schema = ON; BEGIN; {sql} COMMIT");
        // Reads the definitions again.
        file.Execute("PRAGMA writable_schema = RESET");
    }
}
