namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Schemas, extensions and collations.</summary>
internal static class SchemaDdl
{
    public static void Read(DdlReader reader)
    {
        // Every database begins with public.
        reader.Load(DdlRank.Schema, "schema", $"""
            SELECT n.tableoid, n.oid, n.nspname::text, NULL::text, n.nspname::text,
                   CASE n.nspname WHEN 'public' THEN ARRAY[]::text[] ELSE ARRAY[format('CREATE SCHEMA %I', n.nspname)] END
            FROM pg_namespace n WHERE {DdlReader.UserSchema}
            """);
        // Those below 16384 come with every database.
        reader.Load(DdlRank.Extension, "extension", """
            SELECT e.tableoid, e.oid, n.nspname::text, NULL::text, e.extname::text,
                   ARRAY[format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', e.extname, n.nspname)]
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.oid >= 16384
            """);
        foreach (var (member, extension) in reader.Query(
            "SELECT classid, objid, refclassid, refobjid FROM pg_depend WHERE deptype = 'e'", row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2))))
            reader.Graph.Alias(member, extension);
        Collations(reader);
    }

    private static void Collations(DdlReader reader)
    {
        var locale = reader.Since(17, "c.colllocale", reader.Since(15, "c.colliculocale", "c.collcollate"));
        var rules = reader.Since(16, "c.collicurules", "NULL");
        reader.Load(DdlRank.Collation, "collation", $"""
            SELECT c.tableoid, c.oid, n.nspname::text, NULL::text, c.collname::text, ARRAY[
                format('CREATE COLLATION %I.%I (', n.nspname, c.collname)
                || CASE WHEN c.collprovider = 'c' THEN format('provider = libc, lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
                        ELSE format('provider = %s, locale = %L', CASE c.collprovider WHEN 'i' THEN 'icu' ELSE 'builtin' END, {locale}) END
                || coalesce(', rules = ' || quote_literal({rules}), '')
                || CASE WHEN c.collisdeterministic THEN '' ELSE ', deterministic = false' END || ')']
            FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE {DdlReader.UserSchema}
            """);
    }
}
