using System.Diagnostics;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>Predicts a copy's time and size from a sample of the largest table, read as the copy would read it.</summary>
internal static class Prediction
{
    private const long SampleBytes = 16 << 20;
    private const long PageSize = 8192;

    // Measured (docs/data-migration.md, "Where the time goes"): a whole copy, indexes and full verification included, against reading alone.
    private const double CopyToRead = 3.2;
    private const double FixedSeconds = 0.5;

    // Of SQLite's file, indexes included, against the bytes on the wire.
    private const double FileToWire = 1.35;

    public static (double Seconds, long Bytes) Of(PostgresSource source, DatabaseMap map, CancellationToken cancellationToken)
    {
        var total = map.Tables.Sum(table => table.SourceBytes);
        var parts = map.Tables.SelectMany(table => table.Parts.Select(part => (Table: table, Part: part))).Where(item => item.Part.Pages > 0 && item.Table.Columns.Count > 0).ToArray();
        if (parts.Length == 0)
            return (FixedSeconds, 0);
        var sample = parts.MaxBy(item => item.Part.Pages);

        var share = Math.Min(1, SampleBytes / (double)(sample.Part.Pages * PageSize));
        var columns = string.Join(", ", sample.Table.Columns.Select(column => column.BinarySelect));
        var limit = share < 1 ? $" LIMIT {Math.Max(1, (long)(sample.Table.EstimatedRows * share))}" : "";
        var clock = Stopwatch.StartNew();
        var read = Read(source, $"SELECT {columns} FROM {sample.Part.From}{limit}", cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        var factor = total / Math.Max(1.0, Math.Min(sample.Table.SourceBytes, share * sample.Part.Pages * PageSize));
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
