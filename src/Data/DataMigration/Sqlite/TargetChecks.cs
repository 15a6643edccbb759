using System.Globalization;

namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>What must hold before a loaded file may become the target.</summary>
internal static class TargetChecks
{
    private const int KeysNamed = 5;

    /// <summary>New rows get keys after the source's sequence and after every key there is.</summary>
    public static void SeedSequence(SqliteFile file, TargetTable table, long sourceSequence)
    {
        if (table.IntegerKey is not { } key || file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'") == 0
            || file.QueryInteger($"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = {SqliteFile.Literal(table.Name)} AND sql LIKE '%AUTOINCREMENT%'") == 0)
        {
            return;
        }
        var highest = file.QueryInteger($"SELECT max({SqliteFile.Quote(key)}) FROM {SqliteFile.Quote(table.Name)}");
        var seed = Math.Max(highest, sourceSequence).ToString(CultureInfo.InvariantCulture);
        file.Execute($"DELETE FROM sqlite_sequence WHERE name = {SqliteFile.Literal(table.Name)}; INSERT INTO sqlite_sequence (name, seq) VALUES ({SqliteFile.Literal(table.Name)}, {seed})");
    }

    public static long CountRows(SqliteFile file, string table) => file.QueryInteger($"SELECT count(*) FROM {SqliteFile.Quote(table)}");

    public static void RequireIntact(SqliteFile file)
    {
        var findings = file.Query("PRAGMA quick_check(1)");
        if (findings is not [["ok"]])
            throw new DataMigrationException($"SQLite finds the new file damaged ({findings[0][0]}). Check the disk and copy again.");
    }

    /// <summary>Every foreign key finds its row; otherwise the first orphans are named.</summary>
    public static void RequireForeignKeys(SqliteFile file)
    {
        var orphans = file.Query("SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY \"table\", parent ORDER BY \"table\", parent");
        if (orphans.Count == 0)
            return;
        var lines = orphans.Select(row => $"{row[0]} has {row[2]} without their row in {row[1]} ({Keys(file, row[0]!, row[1]!)})");
        throw new DataMigrationException($"Rows of the source refer to rows that do not exist: {string.Join("; ", lines)}. Repair them in the source and copy again.");
    }

    private static string Keys(SqliteFile file, string table, string parent)
    {
        var keys = file.Query($"SELECT DISTINCT rowid FROM pragma_foreign_key_check({SqliteFile.Literal(table)}) WHERE parent = {SqliteFile.Literal(parent)} ORDER BY rowid LIMIT {KeysNamed + 1}");
        var named = string.Join(", ", keys.Take(KeysNamed).Select(row => row[0]));
        return $"id {named}{(keys.Count > KeysNamed ? ", …" : "")}";
    }
}
