namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Publications: what a database offers for logical replication.</summary>
internal static class PublicationDdl
{
    public static void Read(DdlReader reader)
    {
        var columns = reader.Since(15, """
            coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)) || ')', '')
            || coalesce(' WHERE ' || CASE WHEN pg_get_expr(r.prqual, r.prrelid) LIKE '(%)' THEN pg_get_expr(r.prqual, r.prrelid) ELSE '(' || pg_get_expr(r.prqual, r.prrelid) || ')' END, '')
            """, "''");
        var schemas = reader.Since(15, """
            ARRAY(SELECT format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname)
                  FROM pg_publication_namespace s JOIN pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid ORDER BY n.nspname)
            """, "ARRAY[]::text[]");
        reader.Load(DdlRank.Publication, "publication", $"""
            SELECT p.tableoid, p.oid, '', NULL::text, p.pubname::text,
                ARRAY[format('CREATE PUBLICATION %I%s WITH (publish = %L%s%s)', p.pubname, CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END,
                    concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
                    {reader.Since(13, "CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' ELSE '' END", "''")},
                    {reader.Since(18, "CASE p.pubgencols WHEN 's' THEN ', publish_generated_columns = stored' ELSE '' END", "''")})]
                || {schemas}
                || ARRAY(SELECT format('ALTER PUBLICATION %I ADD TABLE ONLY %s', p.pubname, r.prrelid::regclass) || {columns}
                         FROM pg_publication_rel r WHERE r.prpubid = p.oid ORDER BY r.prrelid::regclass::text)
            FROM pg_publication p
            """);
        foreach (var part in new[] { "SELECT r.tableoid, r.oid, p.tableoid, p.oid FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid",
            reader.Since(15, "SELECT s.tableoid, s.oid, p.tableoid, p.oid FROM pg_publication_namespace s JOIN pg_publication p ON p.oid = s.pnpubid", "") }.Where(sql => sql.Length > 0))
        {
            foreach (var (member, publication) in reader.Query(part, row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2))))
                reader.Graph.Alias(member, publication);
        }
    }
}
