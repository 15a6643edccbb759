namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>A table as pg_class has it. <c>Kind</c> is relkind: r, p (partitioned); m and v only for their columns.</summary>
internal sealed record TableRow(
    ObjectKey Key, string Schema, string Name, char Kind, bool Unlogged, string? OfType, string? PartitionKey, string? Bound, string Options, string? AccessMethod, char ReplicaIdentity, bool RowSecurity, bool ForceRowSecurity)
{
    public string Qualified => $"{SourceTable.Quote(Schema)}.{SourceTable.Quote(Name)}";

    /// <summary>Tables it inherits from, or the one it is a partition of.</summary>
    public List<TableRow> Parents { get; } = [];

    public List<ColumnRow> Columns { get; } = [];

    public List<CheckRow> Checks { get; } = [];
}

/// <summary>A column. <c>Default</c> is the text of its default or generation expression, <c>DefaultKey</c> its pg_attrdef.</summary>
internal sealed record ColumnRow(
    string Name, string Type, string? Collation, bool NotNull, string? NotNullClause, char Generated, bool Local, bool Inherited, IReadOnlyList<string> Settings, ObjectKey? DefaultKey, string? Default)
{
    public string Quoted => SourceTable.Quote(Name);
}

/// <summary>A CHECK of a table.</summary>
internal sealed record CheckRow(ObjectKey Key, string Name, string Definition, bool Validated, bool Local);

/// <summary>Reads tables with their columns and checks.</summary>
internal static class TableRows
{
    public static IReadOnlyList<TableRow> Read(DdlReader reader)
    {
        var tables = reader.Query($"""
            SELECT c.tableoid, c.oid, n.nspname::text, c.relname::text, c.relkind::text, c.relpersistence = 'u', nullif(c.reloftype, 0)::regtype::text,
                CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END, CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
                coalesce((SELECT string_agg(format('%s%I=%L', prefix, split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ' ORDER BY prefix, position)
                          FROM (SELECT '' AS prefix, o, position FROM unnest(c.reloptions) WITH ORDINALITY u(o, position)
                                UNION ALL SELECT 'toast.', o, position FROM pg_class t, unnest(t.reloptions) WITH ORDINALITY u(o, position) WHERE t.oid = c.reltoastrelid) p), ''),
                CASE WHEN am.amname <> 'heap' THEN am.amname END::text, c.relreplident::text, c.relrowsecurity, c.relforcerowsecurity
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am am ON am.oid = c.relam
            WHERE c.relkind IN ('r', 'p', 'm', 'v') AND c.relpersistence <> 't' AND {DdlReader.UserSchema}
            """, row => new TableRow(
                DdlReader.KeyAt(row, 0), row.GetString(2), row.GetString(3), row.GetString(4)[0], row.GetBoolean(5), DdlReader.TextAt(row, 6), DdlReader.TextAt(row, 7), DdlReader.TextAt(row, 8),
                row.GetString(9), DdlReader.TextAt(row, 10), row.GetString(11)[0], row.GetBoolean(12), row.GetBoolean(13)))
            .Where(table => !reader.IsOfExtension(table.Key)).ToArray();
        var byOid = tables.ToDictionary(table => table.Key.Oid);
        Columns(reader, byOid);
        foreach (var (table, check) in reader.Query("""
            SELECT c.conrelid, c.tableoid, c.oid, c.conname::text, pg_get_constraintdef(c.oid), c.convalidated, c.conislocal
            FROM pg_constraint c WHERE c.contype = 'c' AND c.conrelid <> 0 ORDER BY c.conname
            """, row => (row.GetFieldValue<uint>(0), new CheckRow(DdlReader.KeyAt(row, 1), row.GetString(3), row.GetString(4), row.GetBoolean(5), row.GetBoolean(6)))))
            byOid.GetValueOrDefault(table)?.Checks.Add(check);
        foreach (var (child, parent) in reader.Query("SELECT inhrelid, inhparent FROM pg_inherits ORDER BY inhrelid, inhseqno", row => (row.GetFieldValue<uint>(0), row.GetFieldValue<uint>(1))))
        {
            if (byOid.TryGetValue(child, out var table) && byOid.TryGetValue(parent, out var from))
                table.Parents.Add(from);
        }
        return tables;
    }

    private static void Columns(DdlReader reader, Dictionary<uint, TableRow> tables)
    {
        var compression = reader.Since(14, "CASE a.attcompression WHEN 'p' THEN 'SET COMPRESSION pglz' WHEN 'l' THEN 'SET COMPRESSION lz4' END", "NULL");
        // Since PostgreSQL 18 they have names.
        var notNull = reader.Since(18, """
            (SELECT format('CONSTRAINT %I NOT NULL%s', o.conname, CASE WHEN o.connoinherit THEN ' NO INHERIT' ELSE '' END)
             FROM pg_constraint o WHERE o.conrelid = a.attrelid AND o.contype = 'n' AND o.conkey[1] = a.attnum)
            """, "NULL");
        foreach (var (table, column) in reader.Query($"""
            SELECT a.attrelid, a.attname::text, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attcollation <> t.typcollation THEN format('%I.%I', cn.nspname, co.collname) END, a.attnotnull, {notNull}, a.attgenerated::text, a.attislocal, a.attinhcount > 0,
                array_remove(ARRAY[
                    CASE WHEN a.attstattarget >= 0 THEN format('SET STATISTICS %s', a.attstattarget) END,
                    CASE WHEN a.attstorage <> t.typstorage AND c.relkind <> 'v' THEN 'SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
                    {compression}, 'SET (' || array_to_string(a.attoptions, ', ') || ')'], NULL),
                coalesce(d.tableoid, 0::oid), coalesce(d.oid, 0::oid), pg_get_expr(d.adbin, d.adrelid)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_collation co ON co.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm', 'v') AND c.oid >= 16384 ORDER BY a.attrelid, a.attnum
            """, row => (row.GetFieldValue<uint>(0), new ColumnRow(
                row.GetString(1), row.GetString(2), DdlReader.TextAt(row, 3), row.GetBoolean(4), DdlReader.TextAt(row, 5), row.GetString(6) is { Length: > 0 } generated ? generated[0] : ' ',
                row.GetBoolean(7), row.GetBoolean(8), row.GetFieldValue<string[]>(9), row.IsDBNull(12) ? null : DdlReader.KeyAt(row, 10), DdlReader.TextAt(row, 12)))))
            tables.GetValueOrDefault(table)?.Columns.Add(column);
    }
}
