using System.Globalization;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Brings the source's sequences beyond every number given out here. They take no part in transactions: after a rollback they only skip numbers.</summary>
internal static class FallbackSequences
{
    public static void Set(SqliteFile file, FallbackSession session, FallbackMap map)
    {
        var counters = file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'") == 0
            ? []
            : file.Query("SELECT name, max(seq) FROM sqlite_sequence GROUP BY name").ToDictionary(row => row[0]!, row => long.Parse(row[1] ?? "0", CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
        var given = new List<string>();
        foreach (var table in map.Tables.Where(table => table.Map.HasIntegerKey && table.Key.Count == 1))
        {
            var highest = Math.Max(counters.GetValueOrDefault(table.Map.Target), file.QueryInteger($"SELECT coalesce(max(t.{SqliteFile.Quote(table.Map.RowId!)}), 0) FROM {SqliteFile.Quote(table.Map.Target)} AS t"));
            if (highest > 0)
                given.Add(string.Create(CultureInfo.InvariantCulture, $"({SourceTable.Literal(table.Name)}, {SourceTable.Literal(table.Key[0].Source)}, {highest})"));
        }
        if (given.Count == 0)
            return;
        // A sequence that counts down, or feeds something else, is not ours to set.
        session.Execute($"""
            SELECT pg_catalog.setval(o.name, n.highest) FROM (VALUES {string.Join(", ", given)}) AS n(relation, key, highest)
            CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_serial_sequence(n.relation, n.key)::regclass AS name) AS o
            JOIN pg_catalog.pg_sequence s ON s.seqrelid = o.name
            WHERE s.seqincrement > 0 AND n.highest <= s.seqmax AND n.highest > coalesce(pg_catalog.pg_sequence_last_value(o.name), s.seqstart - 1)
            """);
    }
}
