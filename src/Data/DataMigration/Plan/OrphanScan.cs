using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>Finds rows whose foreign key leads nowhere. PostgreSQL keeps them out, save where its triggers were off or a key is NOT VALID.</summary>
internal static class OrphanScan
{
    // A key of a partition repeats its parent's (conparentid).
    private const string KeysSql = """
        SELECT c.conname::text, c.conrelid::bigint, c.confrelid::bigint, cn.nspname::text, cc.relname::text, pn.nspname::text, pc.relname::text, c.convalidated,
               array(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.i),
               array(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.i)
        FROM pg_constraint c
        JOIN pg_class cc ON cc.oid = c.conrelid JOIN pg_namespace cn ON cn.oid = cc.relnamespace
        JOIN pg_class pc ON pc.oid = c.confrelid JOIN pg_namespace pn ON pn.oid = pc.relnamespace
        WHERE c.contype = 'f' AND c.conparentid = 0
        ORDER BY 4, 5, 1
        """;

    private sealed record Key(string Name, string Schema, string Table, string ParentSchema, string Parent, bool Validated, string[] Columns, string[] ParentColumns)
    {
        public string Shown => Schema == "public" ? Table : $"{Schema}.{Table}";
    }

    public static IEnumerable<PlanFinding> Run(PostgresSource source, IReadOnlySet<(string Schema, string Table)> copied, CancellationToken cancellationToken)
    {
        foreach (var key in Keys(source))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!copied.Contains((key.Schema, key.Table)))
                continue;
            if (!copied.Contains((key.ParentSchema, key.Parent)))
            {
                yield return new PlanFinding(PlanSeverity.Harmless, "foreign-key-outside", $"{key.Shown}.{key.Name}", 1, null,
                    $"refers to {key.ParentSchema}.{key.Parent}, which is not copied, so the key is not made. Copy that table as well to have it");
                continue;
            }
            var (count, example) = Orphans(source, key, cancellationToken);
            if (count > 0)
            {
                yield return new PlanFinding(key.Validated ? PlanSeverity.Blocks : PlanSeverity.Harmless, "orphans", $"{key.Shown}.{key.Name}", count, example,
                    key.Validated ? $"rows without their row in {key.Parent}. Repair them in the source" : $"rows without their row in {key.Parent}; the key is NOT VALID in the source as well");
            }
        }
    }

    private static List<Key> Keys(PostgresSource source)
    {
        using var command = source.Command(KeysSql);
        using var reader = command.ExecuteReader();
        var keys = new List<Key>();
        while (reader.Read())
        {
            keys.Add(new Key(reader.GetString(0), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetBoolean(7),
                reader.GetFieldValue<string[]>(8), reader.GetFieldValue<string[]>(9)));
        }
        return keys;
    }

    private static (long Count, string? Example) Orphans(PostgresSource source, Key key, CancellationToken cancellationToken)
    {
        var shown = string.Join(" || ', ' || ", key.Columns.Select(column => $"c.{SourceTable.Quote(column)}::text"));
        var orphans = OrphanQuery.From(
            $"{SourceTable.Quote(key.Schema)}.{SourceTable.Quote(key.Table)}", $"{SourceTable.Quote(key.ParentSchema)}.{SourceTable.Quote(key.Parent)}", key.Columns, key.ParentColumns);
        using var command = source.Command($"SELECT count(*), min({shown}) FROM {orphans}");
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReaderAsync(cancellationToken).GetAwaiter().GetResult();
        reader.Read();
        return (reader.GetInt64(0), reader.IsDBNull(1) ? null : $"{string.Join(", ", key.Columns)} {reader.GetString(1)}");
    }
}
