using System.Diagnostics;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>Predicts a copy's time and size from a sample of the largest table, read as the copy would read it.</summary>
internal static class Prediction
{
    private const long SampleBytes = 16 << 20;

    // Measured (docs/data-migration.md, "Where the time goes"): a whole copy, indexes and full verification included, against reading alone.
    private const double CopyToRead = 3.2;
    private const double FixedSeconds = 0.5;

    // Of SQLite's file, indexes included, against the bytes on the wire.
    private const double FileToWire = 1.15;

    public static (double Seconds, long Bytes) Of(PostgresSource source, DatabaseMap map, CancellationToken cancellationToken)
    {
        // The real sizes: statistics are of yesterday, or not there at all.
        var sizes = PartSize.Read(source, map.Tables);
        var parts = map.Tables.SelectMany((table, index) => table.Parts.Zip(sizes[index], (part, size) => (Table: table, Part: part, Size: size)))
            .Where(item => item.Size.Blocks > 0 && item.Table.Columns.Count > 0).ToArray();
        if (parts.Length == 0)
            return (FixedSeconds, 0);
        var total = parts.Sum(item => item.Size.Bytes);
        var sample = parts.MaxBy(item => item.Size.Blocks);

        var share = sample.Size.InBlocks ? Math.Min(1, SampleBytes / (double)sample.Size.Bytes) : 1;
        var columns = string.Join(", ", sample.Table.Columns.Select(column => column.BinarySelect));
        var range = share < 1 ? $" WHERE {PartSize.Range(0, Math.Max(1, (long)(sample.Size.Blocks * share)))}" : "";
        var clock = Stopwatch.StartNew();
        var read = Read(source, $"SELECT {columns} FROM {sample.Part.From}{range}", cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        var factor = total / Math.Max(1.0, share * sample.Size.Bytes);
        return (Math.Round(FixedSeconds + (seconds * factor * CopyToRead), 1), (long)(read * factor * FileToWire));
    }

    private static long Read(PostgresSource source, string sql, CancellationToken cancellationToken)
    {
        using var query = source.Copy(sql);
        using var cancel = cancellationToken.Register(query.Stop);
        var buffer = new byte[1 << 18];
        long total = 0;
        while (query.Stream.Read(buffer) is > 0 and var count)
            total += count;
        cancellationToken.ThrowIfCancellationRequested();
        return total;
    }
}
