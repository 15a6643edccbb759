using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration.Split;

/// <summary>Finds out which tenants a source holds, and whether their rows can be told apart.</summary>
/// <param name="source">Its snapshot is what all tenants get.</param>
/// <param name="column">The column that tells whose row it is.</param>
/// <param name="defaultTenant">Slug of the tenant that gets the rows without a value.</param>
internal sealed class SourceShares(PostgresSource source, string column, string defaultTenant)
{
    private const string TablesSql = """
        SELECT c.oid::regclass::text, c.relname::text
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attname = @column AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND c.relnamespace = current_schema()::regnamespace
        ORDER BY c.relname
        """;

    private const string KeysSql = """
        SELECT c.conname::text, c.conrelid::regclass::text, c.confrelid::regclass::text,
               EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.conrelid AND attname = @column AND attnum > 0 AND NOT attisdropped),
               array(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.i),
               array(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.i)
        FROM pg_constraint c
        WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace = current_schema()::regnamespace
          AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.confrelid AND attname = @column AND attnum > 0 AND NOT attisdropped)
        ORDER BY 2, 1
        """;

    private sealed record Key(string Name, string Child, string Parent, bool ChildIsSplit, string[] Columns, string[] ParentColumns);

    /// <returns>One share for each tenant, by slug.</returns>
    /// <exception cref="DataMigrationException">No table has the column, a value makes no slug, or a foreign key would cross files.</exception>
    public IReadOnlyList<TenantShare> Read(CancellationToken cancellationToken)
    {
        var tables = Tables();
        if (tables.Count == 0)
            throw new DataMigrationException($"No table of {source.Address} has a column '{column}'. Name the column that tells whose row it is (--split-by tenant_id).");
        var slugs = Slugs();
        var values = Values(tables, cancellationToken);
        var owners = values.OfType<string>().ToDictionary(value => value, value => SlugOf(value, slugs), StringComparer.Ordinal);
        RequireSeparate(owners, cancellationToken);
        return [.. owners.GroupBy(owner => owner.Value, owner => owner.Key)
            .Select(group => new TenantShare(group.Key, column, [.. group.Order(StringComparer.Ordinal)], group.Key == defaultTenant, source.Snapshot))
            .Concat(values.Contains(null) && !owners.ContainsValue(defaultTenant) ? [new TenantShare(defaultTenant, column, [], true, source.Snapshot)] : [])
            .OrderBy(share => share.Slug, StringComparer.Ordinal)];
    }

    private List<string> Tables()
    {
        using var command = source.Command(TablesSql);
        command.Parameters.AddWithValue("column", column);
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    // The origin names its tenants in a table of their own.
    private Dictionary<string, string> Slugs()
    {
        var slugs = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var there = source.Command("SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('tenants') AND attname IN ('id', 'slug') AND NOT attisdropped"))
        {
            if (column != "tenant_id" || (long)there.ExecuteScalar()! != 2)
                return slugs;
        }
        using var command = source.Command("SELECT id::text, slug::text FROM tenants WHERE slug IS NOT NULL");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            slugs[reader.GetString(0)] = reader.GetString(1);
        return slugs;
    }

    private HashSet<string?> Values(IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        var values = new HashSet<string?>();
        foreach (var table in tables)
        {
            using var command = source.Command($"SELECT DISTINCT {SourceTable.Quote(column)}::text FROM {table}");
            command.CommandTimeout = 0;
            using var reader = command.ExecuteReaderAsync(cancellationToken).GetAwaiter().GetResult();
            while (reader.Read())
                values.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        }
        return values;
    }

    private string SlugOf(string value, Dictionary<string, string> slugs)
    {
        var slug = slugs.TryGetValue(value, out var named) ? named : $"tenant-{value.ToLowerInvariant()}";
        return TenantSlug.Fault(slug) is { } fault
            ? throw new DataMigrationException($"{column} '{value}' makes no tenant: {fault} Give it a proper slug in the source's table tenants, and copy again.")
            : slug;
    }

    private void RequireSeparate(Dictionary<string, string> owners, CancellationToken cancellationToken)
    {
        var crossing = Keys().Select(key => Crossing(key, owners, cancellationToken)).OfType<string>().ToArray();
        if (crossing.Length > 0)
            throw new DataMigrationException($"Foreign keys would cross files: {string.Join("; ", crossing)}. Nothing was copied. Give these rows one {column}, and copy again.");
    }

    private List<Key> Keys()
    {
        using var command = source.Command(KeysSql);
        command.Parameters.AddWithValue("column", column);
        using var reader = command.ExecuteReader();
        var keys = new List<Key>();
        while (reader.Read())
            keys.Add(new Key(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetFieldValue<string[]>(4), reader.GetFieldValue<string[]>(5)));
        return keys;
    }

    private string? Crossing(Key key, Dictionary<string, string> owners, CancellationToken cancellationToken)
    {
        var join = string.Join(" AND ", key.Columns.Zip(key.ParentColumns, (child, parent) => $"c.{SourceTable.Quote(child)} = p.{SourceTable.Quote(parent)}"));
        var crosses = (key.ChildIsSplit, owners.Values.Distinct().ToArray()) switch
        {
            (true, _) => $"{OwnerOf("c", owners)} <> {OwnerOf("p", owners)}",
            // A child that goes whole to every file needs every parent in every file, which holds only if there is one file.
            (_, []) => "false",
            (_, [var only]) => $"{OwnerOf("p", owners)} <> {SourceTable.Literal(only)}",
            _ => "true",
        };
        var shown = string.Join(" || ', ' || ", key.Columns.Select(name => $"c.{SourceTable.Quote(name)}::text"));
        using var command = source.Command($"SELECT count(*), min({shown}) FROM {key.Child} c JOIN {key.Parent} p ON {join} WHERE {crosses}");
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReaderAsync(cancellationToken).GetAwaiter().GetResult();
        reader.Read();
        return reader.GetInt64(0) == 0 ? null : $"{key.Name} in {reader.GetInt64(0)} rows of {key.Child} to {key.Parent} (e.g. {string.Join(", ", key.Columns)} {reader.GetString(1)})";
    }

    private string OwnerOf(string alias, Dictionary<string, string> owners)
    {
        var name = $"{alias}.{SourceTable.Quote(column)}";
        var known = string.Concat(owners.Select(owner => $" WHEN {SourceTable.Literal(owner.Key)} THEN {SourceTable.Literal(owner.Value)}"));
        return known.Length == 0 ? SourceTable.Literal(defaultTenant) : $"CASE {name}::text{known} ELSE {SourceTable.Literal(defaultTenant)} END";
    }
}
