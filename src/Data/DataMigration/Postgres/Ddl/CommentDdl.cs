namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Comments on whatever has one.</summary>
internal static class CommentDdl
{
    public static void Read(DdlReader reader)
    {
        foreach (var (key, target, text) in reader.Query("""
            SELECT d.classoid, d.objoid,
                CASE WHEN k.contypid <> 0 THEN format('CONSTRAINT %I ON DOMAIN %s', k.conname, k.contypid::regtype)
                     WHEN p.prokind = 'a' THEN format('AGGREGATE %I.%I(%s)', n.nspname, p.proname, coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*'))
                     WHEN i.type = 'transform' THEN 'TRANSFORM ' || replace(i.identity, ' on language ', ' LANGUAGE ')
                     WHEN i.type LIKE '% column' THEN 'COLUMN ' || i.identity
                     WHEN i.type LIKE '% constraint' THEN 'CONSTRAINT ' || i.identity
                     WHEN i.type = 'statistics object' THEN 'STATISTICS ' || i.identity
                     ELSE replace(upper(i.type), '-', ' ') || ' ' || i.identity END, d.description
            FROM pg_description d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
            LEFT JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
            LEFT JOIN pg_proc p ON d.classoid = 'pg_proc'::regclass AND p.oid = d.objoid LEFT JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE d.objoid >= 16384
            UNION ALL
            -- Every database's public begins with this comment.
            SELECT n.tableoid, n.oid, 'SCHEMA public', obj_description(n.oid, 'pg_namespace') FROM pg_namespace n
            WHERE n.nspname = 'public' AND obj_description(n.oid, 'pg_namespace') IS DISTINCT FROM 'standard public schema'
            ORDER BY 3
            """, row => (DdlReader.KeyAt(row, 0), row.GetString(2), DdlReader.TextAt(row, 3))))
        {
            if (!reader.IsOfExtension(key) && reader.Graph.Find(key) is { } node)
                node.Comments.Add($"COMMENT ON {target} IS {(text is null ? "NULL" : SourceTable.Literal(text))}");
        }
    }
}
