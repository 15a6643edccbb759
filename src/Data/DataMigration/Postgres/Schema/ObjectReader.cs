namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>Lists what SQLite has no counterpart for, so that each is named in the report.</summary>
internal static class ObjectReader
{
    private const string User = SchemaQuery.UserSchema;

    private static readonly string Objects = $"""
        SELECT CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind, n.nspname::text AS schema, NULL::text AS relation,
               p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE {User} AND {Moving.SourceFence.NotOf("p.proname")} AND {SchemaQuery.NotOfExtension("pg_proc", "p.oid")}
        UNION ALL
        SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite type' WHEN 'r' THEN 'range type' WHEN 'm' THEN 'multirange type' ELSE 'type' END,
               n.nspname, NULL, t.typname
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
        WHERE {User} AND {SchemaQuery.NotOfExtension("pg_type", "t.oid")} AND (t.typtype <> 'c' OR c.relkind = 'c')
          AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
        UNION ALL
        SELECT 'trigger', n.nspname, c.relname, t.tgname
        FROM pg_trigger t JOIN mine c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT t.tgisinternal AND {Moving.SourceFence.NotOf("t.tgname")}
        UNION ALL
        SELECT 'rule', n.nspname, c.relname, r.rulename
        FROM pg_rewrite r JOIN mine c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE r.rulename <> '_RETURN'
        UNION ALL
        SELECT 'policy', n.nspname, c.relname, p.polname
        FROM pg_policy p JOIN mine c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        UNION ALL
        SELECT 'row security', n.nspname, c.relname, c.relname FROM mine c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relrowsecurity
        UNION ALL
        SELECT 'privileges', n.nspname, c.relname, c.relname
        FROM mine c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relacl IS NOT NULL OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
        UNION ALL
        SELECT 'statistics', n.nspname, c.relname, s.stxname
        FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace LEFT JOIN pg_class c ON c.oid = s.stxrelid WHERE {User}
        UNION ALL
        {OfSchema("collation", "pg_collation", "coll")}
        UNION ALL
        {OfSchema("conversion", "pg_conversion", "con")}
        UNION ALL
        {OfSchema("operator", "pg_operator", "opr", "o.oid::regoperator::text")}
        UNION ALL
        {OfSchema("operator class", "pg_opclass", "opc")}
        UNION ALL
        {OfSchema("operator family", "pg_opfamily", "opf")}
        UNION ALL
        {OfSchema("text search configuration", "pg_ts_config", "cfg")}
        UNION ALL
        {OfSchema("text search dictionary", "pg_ts_dict", "dict")}
        UNION ALL
        SELECT 'cast', '', NULL, format_type(o.castsource, NULL) || ' AS ' || format_type(o.casttarget, NULL)
        FROM pg_cast o WHERE o.oid >= 16384 AND {SchemaQuery.NotOfExtension("pg_cast", "o.oid")}
        UNION ALL
        SELECT 'extension', '', NULL, extname FROM pg_extension WHERE extname <> 'plpgsql'
        UNION ALL
        {OfDatabase("event trigger", "pg_event_trigger", "evt")}
        UNION ALL
        SELECT 'publication', '', NULL, pubname FROM pg_publication
        UNION ALL
        SELECT 'subscription', '', NULL, subname FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        UNION ALL
        {OfDatabase("foreign data wrapper", "pg_foreign_data_wrapper", "fdw")}
        UNION ALL
        {OfDatabase("foreign server", "pg_foreign_server", "srv")}
        UNION ALL
        SELECT 'language', '', NULL, lanname FROM pg_language o WHERE o.oid >= 16384 AND {SchemaQuery.NotOfExtension("pg_language", "o.oid")}
        UNION ALL
        SELECT 'default privileges', coalesce(n.nspname, ''), NULL, a.defaclrole::regrole::text
        FROM pg_default_acl a LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace
        UNION ALL
        SELECT 'schema', n.nspname, NULL, n.nspname FROM pg_namespace n WHERE {User} AND n.nspname <> 'public' AND {SchemaQuery.NotOfExtension("pg_namespace", "n.oid")}
        UNION ALL
        SELECT 'large objects', '', NULL, count(*)::text FROM pg_largeobject_metadata HAVING count(*) > 0
        UNION ALL
        SELECT 'comments', n.nspname, c.relname, c.relname
        FROM mine c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid)
        UNION ALL
        SELECT 'comments', '', NULL, 'of ' || d.classoid::regclass::text
        FROM pg_description d
        WHERE d.objoid >= 16384 AND d.classoid NOT IN ('pg_class'::regclass, 'pg_extension'::regclass) GROUP BY d.classoid
        ORDER BY kind, schema, relation, name
        """;

    public static List<PgObject> Read(SchemaQuery query) =>
        query.List(SchemaQuery.Mine + Objects, row => new PgObject(row.GetString(0), row.GetString(1), row.Text(2), row.GetString(3)));

    // The columns of these catalogues begin with the same letters: collname and collnamespace, opcname and opcnamespace.
    private static string OfSchema(string kind, string catalogue, string prefix, string? name = null) =>
        $"SELECT '{kind}', n.nspname, NULL, {name ?? $"o.{prefix}name"} FROM {catalogue} o JOIN pg_namespace n ON n.oid = o.{prefix}namespace WHERE {User} AND {SchemaQuery.NotOfExtension(catalogue, "o.oid")}";

    private static string OfDatabase(string kind, string catalogue, string prefix) =>
        $"SELECT '{kind}', '', NULL, {prefix}name FROM {catalogue} o WHERE {SchemaQuery.NotOfExtension(catalogue, "o.oid")}";
}
