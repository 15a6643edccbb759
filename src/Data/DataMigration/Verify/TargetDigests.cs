using System.Collections.Concurrent;
using System.Diagnostics;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Digests of the target's tables, read through one or several connections that see the same state.</summary>
internal static class TargetDigests
{
    private const long LeastRows = 50_000;

    private sealed record Piece(int Table, long First, long Last, long Weight);

    /// <param name="files">One reader each.</param>
    /// <param name="tables">In the order of the result.</param>
    /// <param name="meter">Is told what was read.</param>
    /// <param name="cancellationToken">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public static TableDigest[] Compute(IReadOnlyList<SqliteFile> files, IReadOnlyList<MappedTable> tables, VerificationMeter meter, CancellationToken cancellationToken)
    {
        var pieces = tables.SelectMany((table, index) => Pieces(files[0], table, index, files.Count)).ToArray();
        var totals = new DigestTotals(tables, pieces.Select(piece => piece.Table));
        var queue = new ConcurrentQueue<Piece>(pieces.OrderByDescending(piece => piece.Weight));
        Readers.Run(files.Count, (reader, stop) =>
        {
            var scan = new TargetScan(files[reader], meter, stop);
            while (queue.TryDequeue(out var piece))
            {
                var started = Stopwatch.GetTimestamp();
                var digest = new TableDigest(tables[piece.Table]);
                scan.Read(tables[piece.Table], piece.First, piece.Last, digest, digest.Fills);
                digest.Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                if (totals.Add(piece.Table, digest))
                    meter.TargetTableDone();
            }
        }, cancellationToken);
        return totals.Digests;
    }

    private static IEnumerable<Piece> Pieces(SqliteFile file, MappedTable table, int index, int readers)
    {
        var whole = new Piece(index, long.MinValue, long.MaxValue, table.EstimatedRows);
        if (readers == 1 || table.RowId is null || table.EstimatedRows < LeastRows)
            return [whole];
        var number = SqliteFile.Quote(table.RowId);
        var first = (Int128)file.QueryInteger($"SELECT min(t.{number}) FROM {SqliteFile.Quote(table.Target)} AS t");
        var last = (Int128)file.QueryInteger($"SELECT max(t.{number}) FROM {SqliteFile.Quote(table.Target)} AS t");
        var count = readers * 4;
        var step = ((last - first) / count) + 1;
        return Enumerable.Range(0, count).Select(i => new Piece(
            index,
            i == 0 ? long.MinValue : Bound(first + (step * i)),
            i == count - 1 ? long.MaxValue : Bound(first + (step * (i + 1)) - 1),
            table.EstimatedRows / count));
    }

    private static long Bound(Int128 number) => (long)Int128.Clamp(number, long.MinValue, long.MaxValue);
}
