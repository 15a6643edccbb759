using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>What must hold before a loaded file may become the target.</summary>
internal static class TargetChecks
{
    private const int KeysNamed = 5;

    /// <summary>New rows get keys after the source's sequence and after every key there is.</summary>
    /// <param name="file">The target.</param>
    /// <param name="table">Has a key of a single whole number, or nothing is done.</param>
    /// <param name="given">The last number the source's sequence gave out.</param>
    public static void SeedSequence(SqliteFile file, MappedTable table, long given)
    {
        if (!table.HasIntegerKey || file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'") == 0
            || file.QueryInteger($"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = {SqliteFile.Literal(table.Target)} AND sql LIKE '%AUTOINCREMENT%'") == 0)
        {
            return;
        }
        var highest = file.QueryInteger($"SELECT max({SqliteFile.Quote(table.RowId!)}) FROM {SqliteFile.Quote(table.Target)}");
        var seed = Math.Max(highest, given).ToString(CultureInfo.InvariantCulture);
        file.Execute($"DELETE FROM sqlite_sequence WHERE name = {SqliteFile.Literal(table.Target)}; INSERT INTO sqlite_sequence (name, seq) VALUES ({SqliteFile.Literal(table.Target)}, {seed})");
    }

    public static long CountRows(SqliteFile file, string table) => file.QueryInteger($"SELECT count(*) FROM {SqliteFile.Quote(table)}");

    /// <param name="file">The target.</param>
    /// <param name="full">Also compares every index with its table.</param>
    public static void RequireIntact(SqliteFile file, bool full)
    {
        var findings = file.Query(full ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
        if (findings is not [["ok"]])
            throw new DataMigrationException($"SQLite finds a fault in the new file: {findings[0][0]}. If a row of the source breaks a rule of its table, correct it; otherwise check the disk. Then copy again.");
    }

    /// <summary>Every foreign key finds its row; otherwise the first orphans are named.</summary>
    public static void RequireForeignKeys(SqliteFile file)
    {
        if (ForeignKeyCheck.Faulty(file).Count == 0)
            return;
        var orphans = file.Query("SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY \"table\", parent ORDER BY \"table\", parent");
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
