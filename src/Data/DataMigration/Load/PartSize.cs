using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>How large a part of a table is now, and whether it is still the same file.</summary>
/// <param name="Blocks">Of its main storage.</param>
/// <param name="Bytes">With what is stored out of line.</param>
/// <param name="File">Changes when the table is rewritten or emptied.</param>
/// <param name="InBlocks">It can be read by ranges of blocks.</param>
internal sealed record PartSize(long Blocks, long Bytes, long File, bool InBlocks)
{
    // Ranges of ctid are scanned as such since PostgreSQL 14; before, each would read the whole table.
    private const int TidRangeScan = 14;

    /// <summary>What rows of a range of blocks meet; null for the whole part.</summary>
    /// <param name="from">The first block, 0 for the beginning.</param>
    /// <param name="to">The block after the last; null for the end, however far that is.</param>
    public static string? Range(long from, long? to) => (from, to) switch
    {
        (0, null) => null,
        (_, null) => $"ctid >= '({from},0)'",
        (0, _) => $"ctid < '({to},0)'",
        _ => $"ctid >= '({from},0)' AND ctid < '({to},0)'",
    };

    /// <summary>The sizes of every part of each table, in their order.</summary>
    public static IReadOnlyList<IReadOnlyList<PartSize>> Read(PostgresSource source, IReadOnlyList<MappedTable> tables)
    {
        const string sql = """
            SELECT pg_relation_size(c.oid) / current_setting('block_size')::bigint, pg_table_size(c.oid), coalesce(pg_relation_filenode(c.oid), 0)::bigint,
                   c.relkind IN ('r', 'm') AND coalesce(a.amname = 'heap', false)
            FROM unnest(@schemas, @names) WITH ORDINALITY AS part (schema, name, position)
            JOIN pg_namespace n ON n.nspname = part.schema
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = part.name
            LEFT JOIN pg_am a ON a.oid = c.relam
            ORDER BY part.position
            """;
        var parts = tables.SelectMany(table => table.Parts).ToArray();
        using var command = source.Command(sql);
        command.Parameters.Add(new NpgsqlParameter("schemas", parts.Select(part => part.Schema).ToArray()));
        command.Parameters.Add(new NpgsqlParameter("names", parts.Select(part => part.Name).ToArray()));
        var sizes = new List<PartSize>(parts.Length);
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                sizes.Add(new PartSize(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetBoolean(3) && source.Major >= TidRangeScan));
        }
        if (sizes.Count != parts.Length)
            throw new DataMigrationException($"A table of {source.Address} was dropped or renamed meanwhile. Copy again.");
        var next = 0;
        return [.. tables.Select(table => table.Parts.Select(_ => sizes[next++]).ToArray())];
    }
}
