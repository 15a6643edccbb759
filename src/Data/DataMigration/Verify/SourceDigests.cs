using System.Collections.Concurrent;
using System.Diagnostics;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Digests of the source's tables, read by several sessions on one snapshot.</summary>
internal static class SourceDigests
{
    private const long LeastPages = 2048;
    private const long MostPages = 16384;

    private sealed record Piece(int Table, SourcePart Part, string? Condition, long Weight);

    /// <param name="source">Gives the snapshot; must stay open, but is not used itself.</param>
    /// <param name="tables">In the order of the result.</param>
    /// <param name="jobs">Sessions that read at the same time.</param>
    /// <param name="meter">Is told what was read.</param>
    /// <param name="cancellationToken">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public static Task<TableDigest[]> ComputeAsync(PostgresSource source, IReadOnlyList<MappedTable> tables, int jobs, VerificationMeter meter, CancellationToken cancellationToken) =>
        OwnThread.Run(() => Compute(source, tables, jobs, meter, cancellationToken));

    private static TableDigest[] Compute(PostgresSource source, IReadOnlyList<MappedTable> tables, int jobs, VerificationMeter meter, CancellationToken cancellationToken)
    {
        var pieces = Pieces(source, tables, jobs, cancellationToken);
        var totals = new DigestTotals(tables, pieces.Select(piece => piece.Table));
        var queue = new ConcurrentQueue<Piece>(pieces.OrderByDescending(piece => piece.Weight));
        Readers.Run(Math.Clamp(jobs, 1, Math.Max(1, pieces.Count)), (_, stop) =>
        {
            using var session = source.Fork(stop);
            var scan = new SourceScan(session, meter, stop);
            while (queue.TryDequeue(out var piece))
            {
                var started = Stopwatch.GetTimestamp();
                var digest = new TableDigest(tables[piece.Table]);
                scan.Read(tables[piece.Table], piece.Part, piece.Condition, digest);
                digest.Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                if (totals.Add(piece.Table, digest))
                    meter.SourceTableDone();
            }
        }, cancellationToken);
        return totals.Digests;
    }

    private static List<Piece> Pieces(PostgresSource source, IReadOnlyList<MappedTable> tables, int jobs, CancellationToken cancellationToken)
    {
        using var session = source.Fork(cancellationToken);
        var sizes = PartSize.Read(session, tables);
        return [.. tables.Index().SelectMany(table => table.Item.Parts.Zip(sizes[table.Index]).SelectMany(part => PiecesOf(table.Index, part.First, part.Second, jobs)))];
    }

    private static IEnumerable<Piece> PiecesOf(int table, SourcePart part, PartSize size, int jobs)
    {
        var step = Math.Clamp(size.Blocks / (jobs * 4), LeastPages, MostPages);
        if (jobs == 1 || !size.InBlocks || size.Blocks < 2 * step)
            return [new Piece(table, part, null, size.Blocks)];
        var pieces = new List<Piece>();
        for (var first = 0L; first < size.Blocks; first += step)
        {
            // The last one has no end: pages may have been added since they were counted.
            long? end = first + step < size.Blocks ? first + step : null;
            pieces.Add(new Piece(table, part, PartSize.Range(first, end), Math.Min(step, size.Blocks - first)));
        }
        return pieces;
    }
}
