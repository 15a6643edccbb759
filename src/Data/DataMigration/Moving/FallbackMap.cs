using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Which table of the tenant goes back into which of the source. Made anew for each fallback, since both may have got tables and columns since the copy.</summary>
internal sealed record FallbackMap
{
    private const string ColumnsSql = """
        SELECT n.nspname::text, c.relname::text, a.attname::text, a.attidentity = 'a'
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        ORDER BY c.oid, a.attnum
        """;

    private const string UniqueSql = """
        SELECT n.nspname::text, c.relname::text, i.indexprs IS NOT NULL,
               ARRAY(SELECT a.attname::text FROM unnest(i.indkey::smallint[]) WITH ORDINALITY k(number, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                     WHERE k.position <= i.indnkeyatts ORDER BY k.position)
        FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE i.indisunique AND n.nspname !~ '^pg_'
        """;

    // Those of partitions come with the constraint of the table they belong to.
    private const string KeysSql = """
        SELECT k.conname::text, cn.nspname::text, c.relname::text, pn.nspname::text, p.relname::text, k.condeferrable, k.confdeltype = 'a',
               ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(number, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number ORDER BY u.position),
               ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(number, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = p.oid AND a.attnum = u.number ORDER BY u.position)
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
        JOIN pg_catalog.pg_class p ON p.oid = k.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
        WHERE k.contype = 'f' AND k.conparentid = 0
        """;

    /// <summary>Parents before their children, as far as there is such an order.</summary>
    public required IReadOnlyList<FallbackTable> Tables { get; init; }

    public required IReadOnlyList<FallbackKey> Keys { get; init; }

    /// <summary>The map of the copy: what the mark's digests are about.</summary>
    public required DatabaseMap Copied { get; init; }

    /// <summary>What the tenant has and the source has no place for.</summary>
    public required IReadOnlyList<string> NotCarried { get; init; }

    /// <param name="file">The tenant's, with a read transaction.</param>
    /// <param name="path">For messages.</param>
    /// <param name="logged">The tables whose changes are logged.</param>
    /// <param name="source">A session of its own on the source.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static FallbackMap Make(SqliteFile file, string path, IReadOnlyList<ChangeLogTable> logged, PostgresSource source, CancellationToken cancellationToken)
    {
        var record = CatalogueReader.ReadRecord(file, path);
        var copied = CatalogueReader.ReadMap(file, record.Mode);
        var now = new ModelMapper(source, cancellationToken).Map(TargetCatalog.Read(file), allowUnmapped: true).Map;
        var columns = Rows(source, ColumnsSql, reader => (Table: (reader.GetString(0), reader.GetString(1)), Column: new FallbackColumn(reader.GetString(2), reader.GetBoolean(3)))).ToLookup(row => row.Table, row => row.Column);
        var unique = Rows(source, UniqueSql, reader => (Table: (reader.GetString(0), reader.GetString(1)), Columns: reader.GetBoolean(2) ? null : reader.GetFieldValue<string[]>(3))).ToLookup(row => row.Table, row => row.Columns);

        var next = copied.Tables.Select(table => table.Id).DefaultIfEmpty(0).Max();
        var tables = new List<FallbackTable>();
        foreach (var current in now.Tables)
        {
            var known = copied.Tables.FirstOrDefault(table => table.Target.Equals(current.Target, StringComparison.OrdinalIgnoreCase));
            // What the sidecar says goes by the numbers of the copy; nothing is said there of what came later.
            var map = known is null
                ? current with { Id = ++next }
                : known with { Columns = [.. known.Columns, .. current.Columns.Where(column => !known.Columns.Any(old => old.Target.Equals(column.Target, StringComparison.OrdinalIgnoreCase)))] };
            var log = logged.First(table => table.Name.Equals(current.Target, StringComparison.OrdinalIgnoreCase));
            var key = map.Key.Select(index => map.Columns[index].Source).ToHashSet(StringComparer.Ordinal);
            tables.Add(new FallbackTable(map, log, [.. columns[(map.Schema, map.Source)]], [.. unique[(map.Schema, map.Source)].Where(index => index is null || !key.SetEquals(index))]));
        }
        var keys = Rows(source, KeysSql, reader => (
                Name: reader.GetString(0), Child: Find(tables, reader.GetString(1), reader.GetString(2)), Parent: Find(tables, reader.GetString(3), reader.GetString(4)),
                Deferrable: reader.GetBoolean(5), Waits: reader.GetBoolean(6), Columns: reader.GetFieldValue<string[]>(7), ParentColumns: reader.GetFieldValue<string[]>(8)))
            .Where(key => key is { Child: not null, Parent: not null })
            .Select(key => new FallbackKey(key.Name, key.Child!, key.Parent!, key.Columns, key.ParentColumns, key.Deferrable, key.Waits)).ToArray();
        return new FallbackMap
        {
            Tables = InOrder(tables, keys),
            Keys = keys,
            Copied = copied,
            NotCarried = [.. Homeless(file, logged, tables), .. now.Tables.SelectMany(table => WithoutColumn(file, table))],
        };
    }

    private static FallbackTable? Find(List<FallbackTable> tables, string schema, string name) => tables.Find(table => table.Map.Schema == schema && table.Map.Source == name);

    // An empty table is nothing to lose.
    private static IEnumerable<string> Homeless(SqliteFile file, IReadOnlyList<ChangeLogTable> logged, List<FallbackTable> tables) => logged
        .Where(log => !tables.Exists(table => table.Logged == log) && !OriginTables.Bookkeeping.Contains(log.Name))
        .Select(log => (log.Name, Rows: file.QueryInteger($"SELECT count(*) FROM {SqliteFile.Quote(log.Name)}")))
        .Where(table => table.Rows > 0).Select(table => $"table {table.Name} ({table.Rows} rows)");

    private static IEnumerable<string> WithoutColumn(SqliteFile file, MappedTable table) => table.AbsentColumns.Select(column => (Column: column, Otherwise: "NULL"))
        .Concat(table.Constants.Select(fill => (fill.Column, Otherwise: fill.Literal)))
        .Select(item => (item.Column, Rows: file.QueryInteger($"SELECT count(*) FROM {SqliteFile.Quote(table.Target)} AS t WHERE t.{SqliteFile.Quote(item.Column)} IS NOT {item.Otherwise}")))
        .Where(item => item.Rows > 0).Select(item => $"column {table.Target}.{item.Column} ({item.Rows} rows)");

    private static List<FallbackTable> InOrder(List<FallbackTable> tables, FallbackKey[] keys)
    {
        var ordered = new List<FallbackTable>(tables.Count);
        var visited = new HashSet<FallbackTable>();
        foreach (var table in tables)
            Visit(table);
        return ordered;

        // A cycle ends at the table that was visited first; its keys are checked at the end.
        void Visit(FallbackTable table)
        {
            if (!visited.Add(table))
                return;
            foreach (var key in keys.Where(key => key.Child == table))
                Visit(key.Parent);
            ordered.Add(table);
        }
    }

    private static List<T> Rows<T>(PostgresSource source, string sql, Func<NpgsqlDataReader, T> row)
    {
        using var command = source.Command(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }
}
