using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Streaming;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>What the source as a whole allows: reading every row, keeping every text, streaming changes.</summary>
internal static class SourceReadiness
{
    private const string DeniedSql = $"""
        SELECT n.nspname::text, c.relname::text, has_table_privilege(c.oid, 'SELECT'),
               c.relrowsecurity AND NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
                 AND (c.relforcerowsecurity OR NOT pg_has_role(c.relowner, 'USAGE'))
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND {SchemaQuery.UserSchema}
        """;

    private const string StreamingSql = """
        SELECT current_setting('wal_level'), (SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user),
               (SELECT count(*) FROM pg_replication_slots) < current_setting('max_replication_slots')::int, pg_is_in_recovery()
        """;

    /// <summary>What the user of the connection may not read.</summary>
    public static IEnumerable<PlanFinding> Privileges(PostgresSource source, IReadOnlySet<(string Schema, string Table)> copied)
    {
        using var command = source.Command(DeniedSql);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (schema, table) = (reader.GetString(0), reader.GetString(1));
            if (!copied.Contains((schema, table)))
                continue;
            var shown = schema == "public" ? table : $"{schema}.{table}";
            if (!reader.GetBoolean(2))
                yield return new PlanFinding(PlanSeverity.Blocks, "no-privilege", shown, 1, null, $"user '{source.Address.User}' may not read it. GRANT SELECT ON it");
            else if (reader.GetBoolean(3))
                yield return new PlanFinding(PlanSeverity.Blocks, "row-security", shown, 1, null, $"row security could hide rows from user '{source.Address.User}'. Use its owner, or a user with BYPASSRLS");
        }
    }

    /// <summary>Texts and large objects of the database as a whole.</summary>
    public static IEnumerable<PlanFinding> Database(PostgresSource source)
    {
        if (source.TextMayBeInvalid)
            yield return new PlanFinding(PlanSeverity.Harmless, "encoding", source.Address.Database, 1, null, "the database has encoding SQL_ASCII: the copy stops at the first text that is not UTF-8, and names it");
        using var command = source.Command("SELECT count(*) FROM pg_largeobject_metadata");
        if (command.ExecuteScalar() is long and > 0 and var count)
            yield return new PlanFinding(PlanSeverity.Blocks, "large-objects", "pg_largeobject", count, null, "large objects are not copied. Move them into a bytea column (lo_get), or remove them (lo_unlink)");
    }

    public static PlanStreaming Streaming(PostgresSource source, DatabaseMap map)
    {
        string[] reasons = [.. Server(source), .. Streamable.Faults(map, SourceCatalogue.Read(source.Command, map, watchNew: false))];
        return new PlanStreaming(reasons.Length == 0, reasons);
    }

    /// <summary>What of the server, and of the user's rights, keeps changes from being streamed.</summary>
    public static IReadOnlyList<string> Server(PostgresSource source)
    {
        var reasons = new List<string>();
        using (var command = source.Command(StreamingSql))
        using (var reader = command.ExecuteReader())
        {
            reader.Read();
            if (reader.GetString(0) != "logical")
                reasons.Add($"wal_level is {reader.GetString(0)}: set wal_level = logical and restart the server");
            if (!reader.GetBoolean(1))
                reasons.Add($"user '{source.Address.User}' may not replicate: ALTER ROLE … REPLICATION");
            if (!reader.GetBoolean(2))
                reasons.Add("all replication slots are taken: raise max_replication_slots");
            if (reader.GetBoolean(3))
                reasons.Add("the server is a standby: stream from its primary");
        }
        return reasons;
    }
}
