using System.Text.Json;
using AdminApp.Data.DataMigration.Mapping;
using Npgsql;
using NpgsqlTypes;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>A column of a table that is streamed.</summary>
/// <param name="Number">attnum: stays when the column is renamed.</param>
/// <param name="Type">oid of the type.</param>
/// <param name="Modifier">atttypmod.</param>
/// <param name="Shown">As format_type writes the type.</param>
/// <param name="Written">The transaction that altered the column last.</param>
/// <param name="Element">typname of the elements of an array.</param>
internal sealed record CatalogueColumn(short Number, string Name, uint Type, int Modifier, string Shown, bool Generated, string Written, string? Element);

/// <summary>A table, or leaf of a partitioned one, as it was when the copy was made.</summary>
/// <param name="Table">Number of the table in the map.</param>
/// <param name="Identity">relreplident: d, n, f, i.</param>
/// <param name="IdentityColumns">What a change tells its row by; empty for d without a primary key, and for f, which has all.</param>
/// <param name="Persistence">relpersistence: p, u.</param>
/// <param name="File">Changes when the table is written anew: TRUNCATE, VACUUM FULL, some ALTER TABLE.</param>
internal sealed record CataloguePart(
    uint Oid, int Table, string Schema, string Name, char Identity, IReadOnlyList<string> IdentityColumns, char Persistence, uint File, IReadOnlyList<CatalogueColumn> Columns)
{
    public string ShownName => Schema == "public" ? Name : $"{Schema}.{Name}";
}

/// <summary>What the source's catalogue says about the tables of a stream; kept with the target, and compared as the stream goes on.</summary>
/// <param name="Parts">By table and name.</param>
/// <param name="Roots">oids of the partitioned tables.</param>
/// <param name="MoneyDigits">Digits after the point that the source's locale gives money.</param>
/// <param name="TextMayBeInvalid">See <see cref="Postgres.PostgresSource.TextMayBeInvalid"/>.</param>
/// <param name="Others">oids of the tables that are not streamed; null where a new one is of no interest.</param>
internal sealed record SourceCatalogue(IReadOnlyList<CataloguePart> Parts, IReadOnlyList<uint> Roots, int MoneyDigits, bool TextMayBeInvalid, IReadOnlyList<uint>? Others = null)
{
    // What people made and what holds rows by itself: no partition, nothing of an extension, nothing that a move of ours put there.
    private const string TablesSql = """
        SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't' AND c.oid >= 16384
          AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%' AND c.relname NOT LIKE '\_adminapp\_%'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        ORDER BY 2
        """;

    private const string PartsSql = """
        SELECT c.oid, n.nspname::text, c.relname::text, c.relreplident::text, c.relpersistence::text, coalesce(pg_relation_filenode(c.oid), 0::oid),
            ARRAY(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::smallint[])
                  WHERE i.indrelid = c.oid AND i.indisvalid AND i.indimmediate AND array_position(i.indkey::smallint[], a.attnum) < i.indnkeyatts
                    AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END
                  ORDER BY array_position(i.indkey::smallint[], a.attnum))
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE
        """;

    private const string ColumnsSql = """
        WITH RECURSIVE base AS (
            SELECT DISTINCT a.atttypid AS type, a.atttypid AS base FROM pg_attribute a WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL SELECT b.type, t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.base WHERE t.typtype = 'd')
        SELECT a.attrelid, a.attnum, a.attname::text, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod), a.attgenerated <> '', a.xmin::text,
            (SELECT e.typname::text FROM base b JOIN pg_type t ON t.oid = b.base JOIN pg_type e ON e.oid = t.typelem WHERE b.type = a.atttypid AND t.typtype <> 'd' AND t.typcategory = 'A')
        FROM pg_attribute a WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum
        """;

    /// <summary>Tables of the map, as they are now.</summary>
    /// <param name="command">Makes a command of a session on the source.</param>
    /// <param name="map">The map.</param>
    /// <param name="watchNew">A table that is made later belongs to what is copied.</param>
    public static SourceCatalogue Read(Func<string, NpgsqlCommand> command, DatabaseMap map, bool watchNew)
    {
        var parts = map.Tables.SelectMany(table => table.Parts.Select(part => (table.Id, part.Schema, part.Name))).ToArray();
        var ids = parts.ToDictionary(part => (part.Schema, part.Name), part => part.Id);
        var found = ReadParts(command, Named("r"), Names(parts.Select(part => (part.Schema, part.Name))));
        using var scalars = command("SELECT scale(0::money::numeric), current_setting('server_encoding') = 'SQL_ASCII'");
        using var reader = scalars.ExecuteReader();
        reader.Read();
        var (digits, invalid) = (reader.GetInt32(0), reader.GetBoolean(1));
        reader.Close();
        var roots = ReadRoots(command, map);
        var others = watchNew ? ReadTables(command).Select(table => table.Oid).Except(found.Select(part => part.Oid)).Except(roots).ToArray() : null;
        return new SourceCatalogue([.. found.Select(part => part with { Table = ids[(part.Schema, part.Name)] })], roots, digits, invalid, others);
    }

    /// <summary>The same tables, whatever they are called by now; those that are gone are missing.</summary>
    public SourceCatalogue ReadAgain(Func<string, NpgsqlCommand> command)
    {
        var ids = Parts.ToDictionary(part => part.Oid, part => part.Table);
        return this with { Parts = [.. ReadParts(command, "c.oid = ANY ($1)", [Oids(ids.Keys)]).Select(part => part with { Table = ids[part.Oid] })] };
    }

    /// <summary>Leaves that the partitioned tables have now and had not when the copy was made.</summary>
    public IReadOnlyList<string> NewLeaves(Func<string, NpgsqlCommand> command)
    {
        if (Roots.Count == 0)
            return [];
        // Not pg_partition_tree, which takes locks.
        using var query = command("""
            WITH RECURSIVE tree AS (SELECT unnest($1) AS oid UNION ALL SELECT i.inhrelid FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid)
            SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname
            FROM tree t JOIN pg_class c ON c.oid = t.oid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' ORDER BY 2
            """);
        query.Parameters.Add(Oids(Roots));
        using var reader = query.ExecuteReader();
        var leaves = new List<string>();
        while (reader.Read())
        {
            if (!Parts.Any(part => part.Oid == reader.GetFieldValue<uint>(0)))
                leaves.Add(reader.GetString(1));
        }
        return leaves;
    }

    /// <summary>Tables that were made since the copy.</summary>
    public IEnumerable<string> NewTables(Func<string, NpgsqlCommand> command)
    {
        if (Others is null)
            return [];
        var known = Parts.Select(part => part.Oid).Concat(Roots).Concat(Others).ToHashSet();
        return [.. ReadTables(command).Where(table => !known.Contains(table.Oid)).Select(table => table.Name)];
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static SourceCatalogue FromJson(string json) => JsonSerializer.Deserialize<SourceCatalogue>(json)!;

    private static string Named(string kind) => $"c.relkind = '{kind}' AND (n.nspname::text, c.relname::text) IN (SELECT * FROM unnest($1, $2))";

    private static NpgsqlParameter[] Names(IEnumerable<(string Schema, string Name)> names) =>
        [new() { Value = names.Select(item => item.Schema).ToArray() }, new() { Value = names.Select(item => item.Name).ToArray() }];

    private static NpgsqlParameter Oids(IEnumerable<uint> oids) => new() { Value = oids.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Oid };

    private static List<(uint Oid, string Name)> ReadTables(Func<string, NpgsqlCommand> command)
    {
        using var query = command(TablesSql);
        using var reader = query.ExecuteReader();
        var tables = new List<(uint, string)>();
        while (reader.Read())
            tables.Add((reader.GetFieldValue<uint>(0), reader.GetString(1)));
        return tables;
    }

    private static uint[] ReadRoots(Func<string, NpgsqlCommand> command, DatabaseMap map)
    {
        using var query = command($"SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {Named("p")} ORDER BY c.oid");
        query.Parameters.AddRange(Names(map.Tables.Select(table => (table.Schema, table.Source))));
        using var reader = query.ExecuteReader();
        var roots = new List<uint>();
        while (reader.Read())
            roots.Add(reader.GetFieldValue<uint>(0));
        return [.. roots];
    }

    private static List<CataloguePart> ReadParts(Func<string, NpgsqlCommand> command, string condition, NpgsqlParameter[] parameters)
    {
        var parts = new List<CataloguePart>();
        using (var query = command($"{PartsSql} {condition} ORDER BY n.nspname, c.relname"))
        {
            query.Parameters.AddRange(parameters);
            using var reader = query.ExecuteReader();
            while (reader.Read())
            {
                parts.Add(new CataloguePart(
                    reader.GetFieldValue<uint>(0), 0, reader.GetString(1), reader.GetString(2), reader.GetString(3)[0], reader.GetFieldValue<string[]>(6), reader.GetString(4)[0],
                    reader.GetFieldValue<uint>(5), []));
            }
        }
        var columns = ReadColumns(command, parts.Select(part => part.Oid));
        return [.. parts.Select(part => part with { Columns = [.. columns[part.Oid]] })];
    }

    private static ILookup<uint, CatalogueColumn> ReadColumns(Func<string, NpgsqlCommand> command, IEnumerable<uint> parts)
    {
        using var query = command(ColumnsSql);
        query.Parameters.Add(Oids(parts));
        using var reader = query.ExecuteReader();
        var columns = new List<(uint Part, CatalogueColumn Column)>();
        while (reader.Read())
        {
            columns.Add((reader.GetFieldValue<uint>(0), new CatalogueColumn(
                reader.GetInt16(1), reader.GetString(2), reader.GetFieldValue<uint>(3), reader.GetInt32(4), reader.GetString(5), reader.GetBoolean(6), reader.GetString(7),
                reader.IsDBNull(8) ? null : reader.GetString(8))));
        }
        return columns.ToLookup(item => item.Part, item => item.Column);
    }
}
