namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>Reads constraints and indexes into their tables.</summary>
internal static class ConstraintReader
{
    private const string Indexes = """
        SELECT i.indrelid, i.indexrelid, x.relname::text, m.amname::text, i.indisunique, i.indisprimary, i.indisvalid,
               h.inhrelid IS NOT NULL, pg_get_expr(i.indpred, i.indrelid), i.indnkeyatts::int, k.conname::text
        """;

    // An index has one constraint and one parent at most, but neither is indexed by it: joined, not looked up.
    private const string IndexesFrom = """
        FROM pg_index i JOIN mine c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
        LEFT JOIN pg_inherits h ON h.inhrelid = i.indexrelid LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
        ORDER BY i.indrelid, x.relname
        """;

    private const string IndexColumns = """
        SELECT i.indexrelid, i.indkey[k.n - 1], CASE WHEN i.indkey[k.n - 1] = 0 THEN pg_get_indexdef(i.indexrelid, k.n, false) END,
               coalesce(i.indoption[k.n - 1], 0)::int, o.opcname::text, coalesce(o.opcdefault, true),
               CASE WHEN l.oid <> coalesce(a.attcollation, 100) THEN l.collname::text END
        FROM pg_index i
        JOIN mine c ON c.oid = i.indrelid
        CROSS JOIN LATERAL generate_series(1, i.indnatts::int) k (n)
        LEFT JOIN pg_opclass o ON o.oid = i.indclass[k.n - 1]
        LEFT JOIN pg_collation l ON l.oid = i.indcollation[k.n - 1]
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.n - 1]
        ORDER BY i.indexrelid, k.n
        """;

    public static void ReadIndexes(SchemaQuery query, Dictionary<uint, PgTable> tables)
    {
        var indexes = new Dictionary<uint, PgIndex>();
        var distinct = query.Since(15, "i.indnullsnotdistinct", "false");
        query.ForEach($"{SchemaQuery.Mine}{Indexes}, {distinct} {IndexesFrom}", row =>
        {
            var index = indexes[row.Oid(1)] = new PgIndex
            {
                Oid = row.Oid(1),
                Name = row.GetString(2),
                Method = row.GetString(3),
                Unique = row.GetBoolean(4),
                Primary = row.GetBoolean(5),
                Valid = row.GetBoolean(6),
                Inherited = row.GetBoolean(7),
                Predicate = row.Text(8),
                KeyColumns = row.GetInt32(9),
                Constraint = row.Text(10),
                NullsNotDistinct = row.GetBoolean(11),
            };
            tables[row.Oid(0)].Indexes.Add(index);
        });
        // indoption: 1 descending, 2 nulls first.
        query.ForEach(SchemaQuery.Mine + IndexColumns, row => indexes[row.Oid(0)].Columns.Add(new PgIndexColumn(
            row.GetInt16(1), row.Text(2), (row.GetInt32(3) & 1) != 0, (row.GetInt32(3) & 2) != 0, row.Text(4), row.GetBoolean(5), row.Text(6))));
    }

    public static void ReadConstraints(SchemaQuery query, Dictionary<uint, PgTable> tables)
    {
        var sql = $"""
            {SchemaQuery.Mine}
            SELECT k.conrelid, k.conname::text, k.contype::text, k.condeferrable, k.condeferred, k.convalidated, k.conkey, k.conparentid <> 0 OR (k.contype <> 'f' AND NOT k.conislocal),
                   k.connoinherit, pg_get_expr(k.conbin, k.conrelid), k.conindid, k.confrelid, k.confkey, k.confupdtype::text, k.confdeltype::text,
                   k.confmatchtype::text, {query.Since(15, "k.confdelsetcols", "NULL::int2[]")}, {query.Since(18, "k.conenforced", "true")}, {query.Since(18, "k.conperiod", "false")}
            FROM pg_constraint k JOIN mine c ON c.oid = k.conrelid
            ORDER BY k.conrelid, k.conname
            """;
        query.ForEach(sql, row => tables[row.Oid(0)].Constraints.Add(new PgConstraint
        {
            Name = row.GetString(1),
            Kind = row.Letter(2),
            Deferrable = row.GetBoolean(3),
            InitiallyDeferred = row.GetBoolean(4),
            Validated = row.GetBoolean(5),
            Columns = row.Numbers(6),
            Inherited = row.GetBoolean(7),
            NoInherit = row.GetBoolean(8),
            Expression = row.Text(9),
            Index = row.Oid(10),
            ForeignTable = row.Oid(11),
            ForeignColumns = row.Numbers(12),
            OnUpdate = row.Letter(13),
            OnDelete = row.Letter(14),
            Match = row.Letter(15),
            DeleteSetColumns = row.Numbers(16),
            Enforced = row.GetBoolean(17),
            Period = row.GetBoolean(18),
        }));
    }
}
