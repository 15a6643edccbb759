using System.Text.RegularExpressions;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What changed in one table of the tenant since its cutover.</summary>
/// <param name="Table">The table.</param>
/// <param name="Whole">All of its rows count as changed.</param>
/// <param name="Rows">Changed rows that are there.</param>
/// <param name="Gone">Keys logged whose rows are not there any more; of a whole table what the source has beside the rows sent.</param>
internal sealed record FallbackChange(FallbackTable Table, bool Whole, long Rows, long Gone);

/// <summary>
/// Reads the change log of a tenant's file into temporary tables beside it: which rows are to be sent as they are now, and which
/// keys are to be deleted. However often a row changed, it is one row here.
/// </summary>
internal static partial class FallbackChanges
{
    /// <summary>Of a log that has several columns to a key: SQL literals, as quote() writes them, and nothing else.</summary>
    [GeneratedRegex(@"\A(?:NULL|-?\d+|-?\d+\.\d+(?:e[+-]?\d+)?|-?9\.0e\+999|X'[0-9A-Fa-f]*'|'(?:[^']|'')*')(?:, (?:NULL|-?\d+|-?\d+\.\d+(?:e[+-]?\d+)?|-?9\.0e\+999|X'[0-9A-Fa-f]*'|'(?:[^']|'')*'))*\z", RegexOptions.Singleline)]
    private static partial Regex Literals { get; }

    /// <summary>The newest entry of the log; 0 for none.</summary>
    public static long Last(SqliteFile file) => file.QueryInteger($"SELECT coalesce(max(seq), 0) FROM {ChangeLog.Table}");

    /// <returns>Tables with changes, in the order of the map.</returns>
    public static IReadOnlyList<FallbackChange> Read(SqliteFile file, FallbackMap map)
    {
        file.Execute($"""
            PRAGMA temp_store = MEMORY;
            CREATE TEMP TABLE fallback_log ("table" TEXT NOT NULL, key, PRIMARY KEY ("table", key)) WITHOUT ROWID;
            INSERT OR IGNORE INTO temp.fallback_log SELECT "table", key FROM {ChangeLog.Table} WHERE key IS NOT NULL;
            """);
        var logged = file.Query("SELECT DISTINCT \"table\" FROM temp.fallback_log").Select(row => row[0]!).ToHashSet(StringComparer.Ordinal);
        var rebuilt = file.Query($"SELECT DISTINCT \"table\" FROM {ChangeLog.Table} WHERE key IS NULL").Select(row => row[0]!).ToHashSet(StringComparer.Ordinal);
        var changes = new List<FallbackChange>();
        foreach (var table in map.Tables)
        {
            var whole = rebuilt.Contains(table.Logged.Name) || (logged.Contains(table.Logged.Name) && (!table.HasKey || table.Map.RowId is null));
            if (whole)
                changes.Add(new FallbackChange(table, true, file.QueryInteger($"SELECT count(*) FROM {SqliteFile.Quote(table.Map.Target)}"), 0));
            else if (logged.Contains(table.Logged.Name))
                changes.Add(ReadTable(file, table));
        }
        return changes;
    }

    /// <summary>The keys that are gone, as a table of their own from which rows can be sent.</summary>
    public static MappedTable GoneOf(FallbackTable table) => table.Map with
    {
        // No sidecar speaks of it.
        Id = -1,
        Target = $"fallback_gone_{table.Map.Id}",
        Columns = [.. table.Key.Select(column => column with { GeneratedInSource = false })],
        Key = [.. Enumerable.Range(0, table.Map.Key.Count)],
        RowId = "rowid",
        HasIntegerKey = false,
    };

    private static FallbackChange ReadTable(SqliteFile file, FallbackTable table)
    {
        var (rows, gone) = ($"fallback_rows_{table.Map.Id}", $"fallback_gone_{table.Map.Id}");
        var (target, number, name) = (SqliteFile.Quote(table.Map.Target), SqliteFile.Quote(table.Map.RowId!), SqliteFile.Literal(table.Logged.Name));
        // No types: the values stay what they are in the log.
        file.Execute($"CREATE TEMP TABLE {rows} (row INTEGER PRIMARY KEY); CREATE TEMP TABLE {gone} ({string.Join(", ", table.Logged.Key.Select(SqliteFile.Quote))})");
        if (table.Logged.Key is [var key])
        {
            var same = $"t.{SqliteFile.Quote(key)} = l.key";
            file.Execute($"INSERT INTO temp.{rows} SELECT t.{number} FROM temp.fallback_log AS l CROSS JOIN {target} AS t ON {same} WHERE l.\"table\" = {name}");
            file.Execute($"INSERT INTO temp.{gone} SELECT l.key FROM temp.fallback_log AS l WHERE l.\"table\" = {name} AND NOT EXISTS (SELECT 1 FROM {target} AS t WHERE {same})");
        }
        else
        {
            file.Execute($"INSERT INTO temp.{rows} SELECT t.{number} FROM {target} AS t WHERE {table.Logged.Expression("t")} IN (SELECT key FROM temp.fallback_log WHERE \"table\" = {name})");
            foreach (var literals in file.Query($"SELECT key FROM temp.fallback_log WHERE \"table\" = {name} AND key NOT IN (SELECT {table.Logged.Expression("t")} FROM {target} AS t)").Select(row => row[0]!))
                file.Execute($"INSERT INTO temp.{gone} VALUES ({Checked(literals, table)})");
        }
        return new FallbackChange(table, false, file.QueryInteger($"SELECT count(*) FROM temp.{rows}"), file.QueryInteger($"SELECT count(*) FROM temp.{gone}"));
    }

    private static string Checked(string literals, FallbackTable table) => Literals.IsMatch(literals)
        ? literals
        : throw new DataMigrationException($"The change log has a key of {table.Map.Target} that AdminApp did not write. Bring everything into an empty database instead (data fallback --full).");
}
