namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Operator families and classes.</summary>
internal static class OperatorClassDdl
{
    public static void Read(DdlReader reader)
    {
        reader.Load(DdlRank.OperatorFamily, "operator family", $"""
            SELECT f.tableoid, f.oid, n.nspname::text, NULL::text, f.opfname::text, ARRAY[format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname)]
            FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am m ON m.oid = f.opfmethod WHERE {DdlReader.UserSchema}
            """);
        reader.Load(DdlRank.OperatorClass, "operator class", $"""
            SELECT c.tableoid, c.oid, n.nspname::text, NULL::text, c.opcname::text, ARRAY[
                format('CREATE OPERATOR CLASS %I.%I%s FOR TYPE %s USING %I FAMILY %I.%I AS %s', n.nspname, c.opcname, CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END,
                    format_type(c.opcintype, NULL), m.amname, fn.nspname, f.opfname, coalesce(nullif(concat_ws(', ',
                    CASE WHEN c.opckeytype = 0 THEN NULL ELSE format('STORAGE %s', format_type(c.opckeytype, NULL)) END, {Members("c")}), ''),
                    format('STORAGE %s', format_type(c.opcintype, NULL))))]
            FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
            JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace WHERE {DdlReader.UserSchema}
            """);
        foreach (var (family, schema, name, sql) in reader.Query($"""
            SELECT f.tableoid, f.oid, n.nspname::text, f.opfname::text, format('ALTER OPERATOR FAMILY %I.%I USING %I ADD %s', n.nspname, f.opfname, m.amname, {Members("f")})
            FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am m ON m.oid = f.opfmethod
            WHERE {DdlReader.UserSchema} AND {Members("f")} IS NOT NULL
            """, row => (DdlReader.KeyAt(row, 0), row.GetString(2), row.GetString(3), row.GetString(4))))
        {
            if (reader.IsOfExtension(family))
                continue;
            var members = ObjectKey.LooseMembers(family.Oid);
            reader.Graph.Add(new DdlNode(members, DdlRank.OperatorClass, "operator family", schema, null, name) { Statements = () => [sql] });
            reader.Later(members, family);
        }
        // An operator or function of a class is part of it; a loose one is part of what adds it to its family.
        foreach (var (part, whole, isFamily) in reader.Query("""
            SELECT d.classid, d.objid, d.refclassid, d.refobjid, d.refclassid = 'pg_opfamily'::regclass FROM pg_depend d
            WHERE d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass) AND d.objid >= 16384 AND d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
            """, row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2), row.GetBoolean(4))))
            reader.Graph.Alias(part, isFamily ? ObjectKey.LooseMembers(whole.Oid) : whole);
    }

    // Operators and functions of a class or family, which the query calls so.
    private static string Members(string whole) => $"""
        (SELECT string_agg(o.item, ', ' ORDER BY o.kind DESC, o.number, o.item) FROM (
            SELECT 'o' AS kind, p.amopstrategy AS number, format('OPERATOR %s %s', p.amopstrategy, p.amopopr::regoperator)
                || CASE WHEN p.amopsortfamily = 0 THEN '' ELSE (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname) FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = p.amopsortfamily) END AS item
            FROM pg_amop p JOIN pg_depend d ON d.classid = p.tableoid AND d.objid = p.oid WHERE d.refclassid = {whole}.tableoid AND d.refobjid = {whole}.oid
            UNION ALL
            SELECT 'f', p.amprocnum, format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
            FROM pg_amproc p JOIN pg_depend d ON d.classid = p.tableoid AND d.objid = p.oid WHERE d.refclassid = {whole}.tableoid AND d.refobjid = {whole}.oid) o)
        """;
}
