namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Foreign data wrappers, servers and tables. User mappings are left out: they hold passwords.</summary>
internal static class ForeignDdl
{
    private const string Columns = """
        (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
            || coalesce(' OPTIONS (' || (SELECT string_agg(format('%I %L', o.option_name, o.option_value), ', ') FROM pg_options_to_table(a.attfdwoptions) o) || ')', '')
            || CASE WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %I.%I', cn.nspname, co.collname) ELSE '' END
            || CASE WHEN d.oid IS NULL THEN '' WHEN a.attgenerated <> '' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid)) ELSE ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END
            || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY a.attnum)
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         LEFT JOIN pg_collation co ON co.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
        """;

    public static void Read(DdlReader reader)
    {
        reader.Load(DdlRank.ForeignWrapper, "foreign data wrapper", $"""
            SELECT w.tableoid, w.oid, '', NULL::text, w.fdwname::text, ARRAY[
                format('CREATE FOREIGN DATA WRAPPER %I%s%s%s', w.fdwname, CASE WHEN w.fdwhandler = 0 THEN '' ELSE format(' HANDLER %s', w.fdwhandler::regproc) END,
                    CASE WHEN w.fdwvalidator = 0 THEN '' ELSE format(' VALIDATOR %s', w.fdwvalidator::regproc) END, {Options("w.fdwoptions")})]
            FROM pg_foreign_data_wrapper w
            """);
        reader.Load(DdlRank.ForeignServer, "foreign server", $"""
            SELECT s.tableoid, s.oid, '', NULL::text, s.srvname::text, ARRAY[
                format('CREATE SERVER %I%s%s FOREIGN DATA WRAPPER %I%s', s.srvname, ' TYPE ' || quote_literal(s.srvtype), ' VERSION ' || quote_literal(s.srvversion), w.fdwname, {Options("s.srvoptions")})]
            FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
            """);
        reader.Load(DdlRank.Table, "foreign table", $"""
            SELECT c.tableoid, c.oid, n.nspname::text, NULL::text, c.relname::text,
                ARRAY[format('CREATE FOREIGN TABLE %I.%I (%s) SERVER %I%s', n.nspname, c.relname,
                    concat_ws(', ', {Columns}, (SELECT string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ', ' ORDER BY k.conname) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c')),
                    s.srvname, {Options("f.ftoptions")})]
            FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_foreign_server s ON s.oid = f.ftserver
            WHERE {DdlReader.UserSchema}
            """);
        foreach (var (part, table) in reader.Query("""
            SELECT d.tableoid, d.oid, c.tableoid, c.oid FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid AND c.relkind = 'f'
            UNION ALL SELECT k.tableoid, k.oid, c.tableoid, c.oid FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid AND c.relkind = 'f'
            """, row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2))))
            reader.Graph.Alias(part, table);
        Attach(reader);
    }

    // After the rows: whoever counts those of the whole would ask the server.
    private static void Attach(DdlReader reader)
    {
        foreach (var links in reader.Query($"""
            SELECT c.tableoid, c.oid, c.tableoid, h.inhparent, n.nspname::text, c.relname::text,
                CASE WHEN c.relispartition THEN format('ALTER TABLE ONLY %s ATTACH PARTITION %I.%I %s', h.inhparent::regclass, n.nspname, c.relname, pg_get_expr(c.relpartbound, c.oid))
                     ELSE format('ALTER FOREIGN TABLE %I.%I INHERIT %s', n.nspname, c.relname, h.inhparent::regclass) END
            FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid AND c.relkind = 'f' JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE {DdlReader.UserSchema} ORDER BY h.inhrelid, h.inhseqno
            """, row => (Table: DdlReader.KeyAt(row, 0), Parent: DdlReader.KeyAt(row, 2), Schema: row.GetString(4), Name: row.GetString(5), Sql: row.GetString(6))).GroupBy(link => link.Table))
        {
            if (reader.IsOfExtension(links.Key))
                continue;
            var key = ObjectKey.Attach(links.Key.Oid);
            reader.Graph.Add(new DdlNode(key, DdlRank.Constraint, "foreign table", links.First().Schema, null, links.First().Name) { Statements = () => links.Select(link => link.Sql) });
            reader.Later(key, links.Key);
            foreach (var link in links)
                reader.Later(key, link.Parent);
        }
    }

    private static string Options(string options) =>
        $"coalesce(' OPTIONS (' || (SELECT string_agg(format('%I %L', o.option_name, o.option_value), ', ') FROM pg_options_to_table({options}) o) || ')', '')";
}
