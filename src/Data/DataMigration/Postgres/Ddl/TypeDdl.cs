namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Enums, composite types, ranges and domains.</summary>
internal static class TypeDdl
{
    public static void Read(DdlReader reader)
    {
        reader.Load(DdlRank.Type, "type", $"""
            SELECT t.tableoid, t.oid, n.nspname::text, NULL::text, t.typname::text, ARRAY[
                format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname, (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))]
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND {DdlReader.UserSchema}
            """);
        reader.Load(DdlRank.Type, "type", $"""
            SELECT t.tableoid, t.oid, n.nspname::text, NULL::text, t.typname::text, ARRAY[
                format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname, (
                    SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                        || CASE WHEN a.attcollation <> at.typcollation THEN format(' COLLATE %I.%I', cn.nspname, co.collname) ELSE '' END, ', ' ORDER BY a.attnum)
                    FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid LEFT JOIN pg_collation co ON co.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
                    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))]
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
            WHERE {DdlReader.UserSchema}
            """);
        Ranges(reader);
        Domains(reader);
        Parts(reader);
    }

    // A canonical function needs the type before the type can be made; such ranges are left to the check for what is missing.
    private static void Ranges(DdlReader reader)
    {
        var multirange = reader.Since(14, "format(', MULTIRANGE_TYPE_NAME = %s', r.rngmultitypid::regtype)", "''");
        reader.Load(DdlRank.Type, "type", $"""
            SELECT t.tableoid, t.oid, n.nspname::text, NULL::text, t.typname::text, ARRAY[
                format('CREATE TYPE %I.%I AS RANGE (SUBTYPE = %s', n.nspname, t.typname, format_type(r.rngsubtype, NULL))
                || {multirange}
                || CASE WHEN o.opcdefault THEN '' ELSE format(', SUBTYPE_OPCLASS = %I.%I', opn.nspname, o.opcname) END
                || CASE WHEN r.rngcollation = 0 OR r.rngcollation = s.typcollation THEN '' ELSE format(', COLLATION = %I.%I', cn.nspname, co.collname) END
                || CASE WHEN r.rngsubdiff = 0 THEN '' ELSE format(', SUBTYPE_DIFF = %s', r.rngsubdiff) END || ')']
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_range r ON r.rngtypid = t.oid JOIN pg_type s ON s.oid = r.rngsubtype
            JOIN pg_opclass o ON o.oid = r.rngsubopc JOIN pg_namespace opn ON opn.oid = o.opcnamespace
            LEFT JOIN pg_collation co ON co.oid = r.rngcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
            WHERE {DdlReader.UserSchema} AND r.rngcanonical = 0
            """);
    }

    private static void Domains(DdlReader reader)
    {
        var domains = reader.Query($"""
            SELECT t.tableoid, t.oid, n.nspname::text, t.typname::text,
                format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod))
                || CASE WHEN t.typcollation <> b.typcollation THEN format(' COLLATE %I.%I', cn.nspname, co.collname) ELSE '' END
                || coalesce(' DEFAULT ' || coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), quote_literal(t.typdefault)), ''),
                t.typnotnull, (SELECT max(conname::text) FROM pg_constraint WHERE contypid = t.oid AND contype = 'n')
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
            LEFT JOIN pg_collation co ON co.oid = t.typcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
            WHERE t.typtype = 'd' AND {DdlReader.UserSchema}
            """, row => (Key: DdlReader.KeyAt(row, 0), Schema: row.GetString(2), Name: row.GetString(3), Sql: row.GetString(4), NotNull: row.GetBoolean(5), NotNullName: DdlReader.TextAt(row, 6)));
        var checks = reader.Query("""
            SELECT c.tableoid, c.oid, c.contypid, c.conname::text, pg_get_constraintdef(c.oid), c.convalidated
            FROM pg_constraint c WHERE c.contypid <> 0 AND c.contype = 'c' ORDER BY c.conname
            """, row => (Key: DdlReader.KeyAt(row, 0), Domain: row.GetFieldValue<uint>(2), Name: row.GetString(3), Sql: row.GetString(4), Validated: row.GetBoolean(5)))
            .ToLookup(check => check.Domain);
        foreach (var domain in domains)
        {
            var inside = new List<(DdlNode Node, string Sql)>();
            var notNull = (domain.NotNullName is { } name ? $" CONSTRAINT {SourceTable.Quote(name)}" : "") + (domain.NotNull ? " NOT NULL" : "");
            var node = new DdlNode(domain.Key, DdlRank.Type, "domain", domain.Schema, null, domain.Name)
            {
                Statements = () => [domain.Sql + notNull + string.Concat(inside.Where(check => check.Node.Inside is not null).Select(check => " " + check.Sql))],
            };
            reader.Add(node);
            foreach (var check in checks[domain.Key.Oid])
            {
                var sql = $"CONSTRAINT {SourceTable.Quote(check.Name)} {check.Sql}";
                var checkNode = new DdlNode(check.Key, check.Validated ? DdlRank.Default : DdlRank.Constraint, "constraint", domain.Schema, domain.Name, check.Name)
                {
                    MayLeave = true,
                    Inside = check.Validated ? node : null,
                    Statements = () => [$"ALTER DOMAIN {SourceTable.Quote(domain.Schema)}.{SourceTable.Quote(domain.Name)} ADD {sql}"],
                };
                reader.Add(checkNode);
                inside.Add((checkNode, sql));
            }
        }
    }

    // Array types, row types, multiranges and the functions a range brings along exist through another object.
    private static void Parts(DdlReader reader)
    {
        var parts = new[]
        {
            "SELECT a.tableoid, a.oid, t.tableoid, t.oid FROM pg_type t JOIN pg_type a ON a.oid = t.typarray",
            "SELECT t.tableoid, t.oid, c.tableoid, c.oid FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c'",
            "SELECT c.tableoid, c.oid, t.tableoid, t.oid FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'",
            "SELECT p.tableoid, p.oid, d.refclassid, d.refobjid FROM pg_proc p JOIN pg_depend d ON d.classid = p.tableoid AND d.objid = p.oid AND d.deptype = 'i'",
            "SELECT c.tableoid, c.oid, d.refclassid, d.refobjid FROM pg_cast c JOIN pg_depend d ON d.classid = c.tableoid AND d.objid = c.oid AND d.deptype = 'i'",
            "SELECT c.tableoid, c.oid, t.tableoid, t.oid FROM pg_constraint c JOIN pg_type t ON t.oid = c.contypid WHERE c.contype = 'n'",
            reader.Since(14, "SELECT m.tableoid, m.oid, t.tableoid, t.oid FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_type m ON m.oid = r.rngmultitypid", ""),
        };
        foreach (var sql in parts.Where(sql => sql.Length > 0))
        {
            foreach (var (part, whole) in reader.Query(sql, row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2))))
                reader.Graph.Alias(part, whole);
        }
    }
}
