using System.Collections.Concurrent;
using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What may have changed in a table since the proof began, and how many rows it has now.</summary>
/// <param name="Keys">Of every row that may have changed; more do no harm.</param>
/// <param name="Whole">It changed, and has no whole-number key to tell rows apart by: it is read as a whole.</param>
internal sealed record TableChanges(IReadOnlyList<long> Keys, bool Whole, long RowsInSource, long RowsInTarget);

/// <summary>
/// The rows that changed since a moment, from two witnesses that know nothing of each other: the log of the target, and the
/// number that PostgreSQL itself leaves in every row of the transaction that wrote it.
/// </summary>
internal sealed class CutoverChanges
{
    private readonly TableChanges[] _tables;

    private CutoverChanges(TableChanges[] tables) => _tables = tables;

    /// <summary>In the order of the map.</summary>
    public TableChanges this[int table] => _tables[table];

    public long Keys => _tables.Sum(table => (long)table.Keys.Count);

    /// <param name="file">The target as it is now.</param>
    /// <param name="now">The source as it is now.</param>
    /// <param name="map">What is compared.</param>
    /// <param name="oldestWriter">Number of the oldest transaction that was under way at that moment; 64 bits.</param>
    /// <param name="jobs">Sessions that read the source at the same time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static CutoverChanges Read(SqliteFile file, PostgresSource now, DatabaseMap map, long oldestWriter, int jobs, CancellationToken cancellationToken)
    {
        var logged = file.Query($"SELECT DISTINCT \"table\", key FROM {ChangeLog.Table}").ToLookup(row => row[0]!, row => row[1], StringComparer.OrdinalIgnoreCase);
        var inSource = new (long Rows, long[] Written)[map.Tables.Count];
        var open = new ConcurrentQueue<int>(map.Tables.Index().OrderByDescending(table => table.Item.EstimatedRows).Select(table => table.Index));
        Readers.Run(Math.Min(jobs, map.Tables.Count), (_, stop) =>
        {
            using var session = now.Fork(stop);
            while (open.TryDequeue(out var index))
                inSource[index] = ReadSource(session, map.Tables[index], oldestWriter, stop);
        }, cancellationToken);
        return new CutoverChanges([.. map.Tables.Select((table, index) => Of(file, table, inSource[index], [.. logged[table.Target]]))]);
    }

    private static TableChanges Of(SqliteFile file, MappedTable table, (long Rows, long[] Written) source, string?[] logged)
    {
        var rows = TargetChecks.CountRows(file, table.Target);
        if (logged.Length == 0 && source.Written.Length == 0)
            return new TableChanges([], false, source.Rows, rows);
        if (!new RowPlace(table).ByInteger || logged.Contains(null))
            return new TableChanges([], true, source.Rows, rows);
        return new TableChanges([.. source.Written.Concat(logged.Select(key => long.Parse(key!, CultureInfo.InvariantCulture))).Distinct().Order()], false, source.Rows, rows);
    }

    // A table without a whole-number key only has to say whether anything was written at all.
    private static (long, long[]) ReadSource(PostgresSource session, MappedTable table, long oldestWriter, CancellationToken cancellationToken)
    {
        var key = new RowPlace(table).ByInteger ? SourceTable.Quote(table.Columns[table.Key[0]].Source) + "::bigint" : "0::bigint";
        var (rows, written) = (0L, new List<long>());
        foreach (var part in table.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var command = session.Command(string.Create(CultureInfo.InvariantCulture, $"""
                SELECT count(*), coalesce(array_agg({key}) FILTER (WHERE age(xmin) <= age('{oldestWriter & uint.MaxValue}'::xid)), '{"{}"}') FROM {part.From}{(part.Filter is null ? "" : " WHERE " + part.Filter)}
                """));
            command.CommandTimeout = 0;
            using var reader = command.ExecuteReader();
            reader.Read();
            rows += reader.GetInt64(0);
            written.AddRange(reader.GetFieldValue<long[]>(1));
        }
        return (rows, [.. written]);
    }
}

/// <summary>Reads changed rows on both sides, as they were and as they are.</summary>
internal sealed class TouchedReader(PostgresSource then, PostgresSource now, SqliteFile fileThen, SqliteFile fileNow, CancellationToken cancellationToken)
{
    private const int Batch = 5000;

    public (TableDigest SourceThen, TableDigest SourceNow, TableDigest TargetThen, TableDigest TargetNow) Touched(MappedTable table, IReadOnlyList<long> keys)
    {
        var digests = (new TableDigest(table), new TableDigest(table), new TableDigest(table), new TableDigest(table));
        foreach (var batch in keys.Chunk(Batch))
        {
            var list = string.Join(',', batch.Select(key => key.ToString(CultureInfo.InvariantCulture)));
            ReadSource(then, table, list, digests.Item1);
            ReadSource(now, table, list, digests.Item2);
            ReadTarget(fileThen, table, batch, list, digests.Item3);
            ReadTarget(fileNow, table, batch, list, digests.Item4);
        }
        return digests;
    }

    public (TableDigest Source, TableDigest Target) Whole(MappedTable table)
    {
        var (source, target) = (new TableDigest(table), new TableDigest(table));
        foreach (var part in table.Parts)
            new SourceScan(now, VerificationMeter.Silent, cancellationToken).Read(table, part, null, source);
        new TargetScan(fileNow, VerificationMeter.Silent, cancellationToken).Read(table, long.MinValue, long.MaxValue, target, target.Fills);
        return (source, target);
    }

    private void ReadSource(PostgresSource session, MappedTable table, string list, TableDigest digest)
    {
        var scan = new SourceScan(session, VerificationMeter.Silent, cancellationToken);
        foreach (var part in table.Parts)
            scan.Read(table, part, $"{SourceTable.Quote(table.Columns[table.Key[0]].Source)} = ANY ('{{{list}}}'::bigint[])", digest);
    }

    private void ReadTarget(SqliteFile file, MappedTable table, long[] keys, string list, TableDigest digest) =>
        new TargetScan(file, VerificationMeter.Silent, cancellationToken)
            .Read(table, keys[0], keys[^1], digest, digest.Fills, $"t.{SqliteFile.Quote(table.RowId!)} IN (SELECT value FROM json_each('[{list}]'))");
}
