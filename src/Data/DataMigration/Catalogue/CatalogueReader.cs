using System.Globalization;
using System.Text.Json;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Ddl;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Catalogue;

/// <summary>Reads what a copy left in its target.</summary>
internal static class CatalogueReader
{
    /// <summary>Which copy made the file.</summary>
    /// <exception cref="DataMigrationException">The file was not made by a copy, by a later version, or its copy never ended.</exception>
    public static CopyRecord ReadRecord(SqliteFile file, string path)
    {
        if (file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = '_pg_info'") == 0)
            throw new DataMigrationException($"{path} has no catalogue (_pg_info), so it was not made by `data copy`. Name a file that was.");
        var pairs = file.Query("SELECT key, value FROM _pg_info").ToDictionary(row => row[0]!, row => row[1]!, StringComparer.Ordinal);
        if (!pairs.TryGetValue("format", out var format))
            throw new DataMigrationException($"The copy that makes {path} has not ended. Resume it (data copy --resume), or copy anew.");
        if (int.Parse(format, CultureInfo.InvariantCulture) > CopyRecord.CurrentFormat)
            throw new DataMigrationException($"{path} was made by a later version (catalogue format {format}). Use that version.");
        return CopyRecord.FromPairs(pairs);
    }

    public static DatabaseMap ReadMap(SqliteFile file, CopyMode mode)
    {
        var columns = file.Query("SELECT table_id, name, target, type, encoding, scale, wire, binary_select, text_select, not_null, computed, generated, filled FROM _pg_column ORDER BY table_id, id")
            .ToLookup(row => row[0]!);
        var tables = file.Query("SELECT id, schema, name, target, key, row_id, has_integer_key, parts, rows FROM _pg_table ORDER BY id")
            .Select(row => Table(row, columns[row[0]!]))
            .ToArray();
        return new DatabaseMap
        {
            Mode = mode,
            Tables = tables,
            Sequences = [.. file.Query("SELECT schema, name, last_value, is_called, table_id FROM _pg_sequence ORDER BY schema, name")
                .Select(row => new MappedSequence(row[0]!, row[1]!, Long(row[2]), row[3] == "1", row[4] is null ? null : (int)Long(row[4]) - 1))],
            Outcomes = [.. file.Query("SELECT kind, schema, table_name, name, outcome, target, reason FROM _pg_outcome ORDER BY position")
                .Select(row => new ObjectOutcome(row[0]!, row[1]!, row[2], row[3]!, row[4]!, row[5], row[6]))],
        };
    }

    /// <summary>The source's definitions in the order in which they can be carried out.</summary>
    public static IReadOnlyList<PostgresObject> ReadDdl(SqliteFile file) =>
        [.. file.Query("SELECT section, kind, schema, table_name, name, sql FROM _pg_ddl ORDER BY position")
            .Select(row => new PostgresObject(Enum.Parse<DdlSection>(row[0]!), row[1]!, row[2]!, row[3], row[4]!, row[5]!))];

    private static MappedTable Table(string?[] row, IEnumerable<string?[]> columns) => new()
    {
        Id = (int)Long(row[0]),
        Schema = row[1]!,
        Source = row[2]!,
        Target = row[3]!,
        Key = JsonSerializer.Deserialize<int[]>(row[4]!)!,
        RowId = row[5],
        HasIntegerKey = row[6] == "1",
        Parts = JsonSerializer.Deserialize<SourcePart[]>(row[7]!)!,
        EstimatedRows = Long(row[8]),
        Columns = [.. columns.Select(column => Column(row[3]!, column))],
    };

    private static MappedColumn Column(string table, string?[] row) => new()
    {
        Source = row[1]!,
        Target = row[2]!,
        Type = row[3]!,
        Encoding = Enum.Parse<ValueEncoding>(row[4]!),
        Scale = row[5] is null ? null : (int)Long(row[5]),
        Wire = Enum.Parse<WireKind>(row[6]!),
        BinarySelect = row[7]!,
        TextSelect = row[8]!,
        NotNull = row[9] == "1",
        Computed = row[10] == "1",
        GeneratedInSource = row[11] == "1",
        Fill = row[12] == "1" ? DeclaredFills.Find(table, row[2]!) : null,
    };

    private static long Long(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);
}
