namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>Reads what the source consists of.</summary>
internal static class PostgresCatalog
{
    private const string TablesSql = """
        SELECT n.nspname::text, c.relname::text, c.relkind::text, n.nspname = current_schema(), greatest(c.reltuples, 0)::bigint,
               a.attname::text, coalesce(b.typname, t.typname)::text, format_type(a.atttypid, a.atttypmod)
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
        WHERE c.relkind IN ('r', 'p', 'm', 'f') AND NOT c.relispartition
          AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
        ORDER BY n.nspname = current_schema() DESC, n.nspname, c.relname, a.attnum
        """;

    private const string SequencesSql = """
        SELECT c.relname::text, s.oid::regclass::text
        FROM pg_class s
        JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
        JOIN pg_index i ON i.indrelid = d.refobjid AND i.indisprimary AND i.indnkeyatts = 1 AND i.indkey[0] = d.refobjsubid
        JOIN pg_class c ON c.oid = d.refobjid
        WHERE s.relkind = 'S' AND c.relnamespace = current_schema()::regnamespace
          -- CASE, because PostgreSQL may test the privilege first, and that fails for what is no sequence.
          AND CASE WHEN s.relkind = 'S' THEN has_sequence_privilege(s.oid, 'SELECT') END
        """;

    /// <summary>Every table, materialised view and foreign table outside of PostgreSQL's own schemas.</summary>
    public static IReadOnlyList<SourceTable> ReadTables(PostgresSource source)
    {
        var tables = new List<SourceTable>();
        List<SourceColumn> columns = [];
        using var command = source.Command(TablesSql);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (schema, name) = (reader.GetString(0), reader.GetString(1));
            if (tables.Count == 0 || tables[^1].Schema != schema || tables[^1].Name != name)
            {
                columns = [];
                tables.Add(new SourceTable(schema, name, reader.GetString(2)[0], reader.GetBoolean(3), reader.GetInt64(4), columns));
            }
            if (!reader.IsDBNull(5))
                columns.Add(new SourceColumn(reader.GetString(5), reader.GetString(6), reader.GetString(7)));
        }
        return tables;
    }

    /// <summary>By table: the last number its key's sequence gave out. Sequences are outside of any snapshot, hence never behind it.</summary>
    public static IReadOnlyDictionary<string, long> ReadSequences(PostgresSource source)
    {
        var sequences = new List<string>();
        using (var command = source.Command(SequencesSql))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                sequences.Add($"SELECT '{reader.GetString(0).Replace("'", "''", StringComparison.Ordinal)}', CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM {reader.GetString(1)}");
        }
        var result = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        if (sequences.Count == 0)
            return result;
        using var values = source.Command(string.Join(" UNION ALL ", sequences));
        using var rows = values.ExecuteReader();
        while (rows.Read())
            result[rows.GetString(0)] = rows.GetInt64(1);
        return result;
    }
}
