namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>Reads relations and their columns.</summary>
internal static class TableReader
{
    private const string Relations = """
        SELECT c.oid, n.nspname::text, c.relname::text, c.relkind::text, c.relispartition, c.relpersistence = 'u', greatest(c.reltuples, 0)::bigint,
               greatest(c.relpages, 0)::bigint, CASE WHEN c.relkind IN ('r', 'm') THEN pg_table_size(c.oid) ELSE 0 END,
               CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END
        FROM mine c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm', 'f', 'v')
        ORDER BY n.nspname <> 'public', n.nspname, c.relname
        """;

    private const string Inheritance = "SELECT i.inhrelid, i.inhparent FROM pg_inherits i JOIN mine c ON c.oid = i.inhrelid ORDER BY i.inhrelid, i.inhseqno";

    private const string Columns = """
        SELECT a.attrelid, a.attnum, a.attname::text, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text,
               a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid), l.collname::text, coalesce(l.collisdeterministic, true)
        FROM pg_attribute a
        JOIN mine c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm', 'f', 'v')
        JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        LEFT JOIN pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation
        WHERE a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attrelid, a.attnum
        """;

    public static Dictionary<uint, PgTable> Read(SchemaQuery query)
    {
        var types = new TypeReader(query);
        var tables = query.List(SchemaQuery.Mine + Relations, row => new PgTable
        {
            Oid = row.Oid(0),
            Schema = row.GetString(1),
            Name = row.GetString(2),
            Kind = row.Letter(3),
            IsPartition = row.GetBoolean(4),
            Unlogged = row.GetBoolean(5),
            EstimatedRows = row.GetInt64(6),
            Pages = row.GetInt64(7),
            Bytes = row.GetInt64(8),
            Query = row.Text(9),
        }).ToDictionary(table => table.Oid);
        query.ForEach(SchemaQuery.Mine + Inheritance, row =>
        {
            if (tables.TryGetValue(row.Oid(0), out var child) && tables.TryGetValue(row.Oid(1), out var parent))
                child.Parents.Add(parent);
        });
        query.ForEach(SchemaQuery.Mine + Columns, row =>
        {
            var type = types.Resolve(row.Oid(3), row.GetInt32(4));
            tables[row.Oid(0)].Columns.Add(new PgColumn
            {
                Number = row.GetInt16(1),
                Name = row.GetString(2),
                Type = row.GetString(5),
                Resolved = type,
                NotNull = row.GetBoolean(6) || type.NotNull,
                Identity = row.Letter(7),
                Generated = row.Letter(8),
                Expression = row.Text(9),
                Collation = row.Text(10),
                Deterministic = row.GetBoolean(11),
            });
        });
        AddLeaves(tables.Values);
        return tables;
    }

    private static void AddLeaves(IEnumerable<PgTable> tables)
    {
        foreach (var root in tables.Where(table => table is { Kind: 'p', IsPartition: false }))
            root.EstimatedRows = 0;
        foreach (var leaf in tables.Where(table => table is { IsPartition: true, Kind: 'r' }).OrderBy(table => table.Schema, StringComparer.Ordinal).ThenBy(table => table.Name, StringComparer.Ordinal))
        {
            leaf.Root.Leaves.Add(leaf);
            leaf.Root.EstimatedRows += leaf.EstimatedRows;
            leaf.Root.Bytes += leaf.Bytes;
        }
    }
}
