namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Keys, foreign keys, indexes and statistics.</summary>
internal static class IndexDdl
{
    // What is said about an index after it is there; x is its pg_class, i its pg_index, c and n its table and schema.
    private const string After = """
        ARRAY(SELECT format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', x.oid::regclass, a.attnum, a.attstattarget) FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0 ORDER BY a.attnum)
        || ARRAY[CASE WHEN i.indisclustered THEN format('ALTER TABLE %I.%I CLUSTER ON %I', n.nspname, c.relname, x.relname) END,
                 CASE WHEN i.indisreplident THEN format('ALTER TABLE ONLY %I.%I REPLICA IDENTITY USING INDEX %I', n.nspname, c.relname, x.relname) END]
        """;

    public static void Read(DdlReader reader)
    {
        reader.Load(DdlRank.Constraint, "constraint", $"""
            SELECT k.tableoid, k.oid, n.nspname::text, c.relname::text, k.conname::text,
                ARRAY[format('ALTER TABLE ONLY %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)),
                      CASE WHEN x.reloptions IS NOT NULL THEN format('ALTER INDEX %s SET (%s)', x.oid::regclass, (SELECT string_agg(format('%I=%L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(x.reloptions) o)) END]
                || {After}
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class x ON x.oid = k.conindid JOIN pg_index i ON i.indexrelid = x.oid
            WHERE k.contype IN ('p', 'u', 'x') AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND {DdlReader.UserSchema}
            """);
        reader.Load(DdlRank.ForeignKey, "foreign key", $"""
            SELECT k.tableoid, k.oid, n.nspname::text, c.relname::text, k.conname::text,
                ARRAY[format('ALTER TABLE %s%I.%I ADD CONSTRAINT %I %s', CASE WHEN c.relkind = 'p' THEN '' ELSE 'ONLY ' END, n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid))]
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND {DdlReader.UserSchema}
            """);
        reader.Load(DdlRank.Index, "index", $"""
            SELECT x.tableoid, x.oid, n.nspname::text, c.relname::text, x.relname::text, ARRAY[pg_get_indexdef(x.oid)] || {After}
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE (i.indisvalid OR x.relkind = 'I') AND c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND {DdlReader.UserSchema}
              AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x'))
            """);
        var target = reader.Since(13, reader.Since(17, "coalesce(s.stxstattarget, -1)", "s.stxstattarget"), "-1");
        reader.Load(DdlRank.Statistics, "statistics", $"""
            SELECT s.tableoid, s.oid, n.nspname::text, c.relname::text, s.stxname::text,
                ARRAY[pg_get_statisticsobjdef(s.oid), CASE WHEN {target} >= 0 THEN format('ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, {target}) END]
            FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace JOIN pg_class c ON c.oid = s.stxrelid WHERE {DdlReader.UserSchema}
            """);
        Parts(reader);
        Attach(reader);
    }

    private static void Parts(DdlReader reader)
    {
        foreach (var sql in new[]
        {
            "SELECT x.tableoid, x.oid, k.tableoid, k.oid FROM pg_constraint k JOIN pg_class x ON x.oid = k.conindid WHERE k.contype IN ('p', 'u', 'x')",
            "SELECT k.tableoid, k.oid, k.tableoid, k.conparentid FROM pg_constraint k WHERE k.contype = 'f' AND k.conparentid <> 0",
            "SELECT k.tableoid, k.oid, c.tableoid, c.oid FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'n'",
            "SELECT k.tableoid, k.oid, t.tableoid, t.oid FROM pg_constraint k JOIN pg_trigger t ON t.tgconstraint = k.oid WHERE k.contype = 't'",
        })
        {
            foreach (var (part, whole) in reader.Query(sql, row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2))))
                reader.Graph.Alias(part, whole);
        }
    }

    private static void Attach(DdlReader reader)
    {
        foreach (var (child, parent, schema, table, name, sql) in reader.Query($"""
            SELECT x.tableoid, x.oid, p.tableoid, p.oid, n.nspname::text, c.relname::text, x.relname::text, format('ALTER INDEX %s ATTACH PARTITION %s', p.oid::regclass, x.oid::regclass)
            FROM pg_inherits h JOIN pg_class x ON x.oid = h.inhrelid AND x.relkind IN ('i', 'I') JOIN pg_class p ON p.oid = h.inhparent
            JOIN pg_index i ON i.indexrelid = x.oid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = x.relnamespace WHERE {DdlReader.UserSchema}
            """, row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7))))
        {
            if (reader.Graph.Find(child) is null || reader.Graph.Find(parent) is null)
                continue;
            var node = new DdlNode(ObjectKey.IndexAttach(child.Oid), DdlRank.IndexAttach, "index", schema, table, name) { Statements = () => [sql] };
            reader.Graph.Add(node);
            reader.Later(node.Key, child);
            reader.Later(node.Key, parent);
        }
    }
}
