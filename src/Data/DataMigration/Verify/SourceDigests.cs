using System.Collections.Concurrent;
using System.Diagnostics;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Digests of the source's tables, read by several sessions on one snapshot.</summary>
internal static class SourceDigests
{
    // A range of pages is only found without reading the table from its start since PostgreSQL 14.
    private const int RangesSince = 14;
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
        var split = jobs > 1 && int.Parse(session.Version.Split('.')[0], null) >= RangesSince;
        var pieces = new List<Piece>();
        var pages = split ? PagesOf(session, [.. tables.SelectMany(table => table.Parts)]) : [];
        foreach (var (index, table) in tables.Index())
        {
            foreach (var part in table.Parts)
                pieces.AddRange(PiecesOf(index, part, split ? pages.GetValueOrDefault(part) : part.Pages, split, jobs));
        }
        return pieces;
    }

    private static IEnumerable<Piece> PiecesOf(int table, SourcePart part, long pages, bool split, int jobs)
    {
        var step = Math.Clamp(pages / (jobs * 4), LeastPages, MostPages);
        if (!split || pages < 2 * step)
            return [new Piece(table, part, null, pages)];
        var pieces = new List<Piece>();
        for (var first = 0L; first < pages; first += step)
        {
            // The last one has no end: pages may have been added since they were counted.
            var end = first + step < pages ? $" AND ctid < '({first + step},0)'::tid" : "";
            pieces.Add(new Piece(table, part, $"ctid >= '({first},0)'::tid{end}", Math.Min(step, pages - first)));
        }
        return pieces;
    }

    private static Dictionary<SourcePart, long> PagesOf(PostgresSource session, SourcePart[] parts)
    {
        using var command = session.Command(
            "SELECT coalesce(pg_relation_size(to_regclass(name)) / current_setting('block_size')::int, 0)::bigint FROM unnest($1) WITH ORDINALITY AS t (name, position) ORDER BY position");
        command.Parameters.Add(new Npgsql.NpgsqlParameter
        {
            Value = parts.Select(part => $"{SourceTable.Quote(part.Schema)}.{SourceTable.Quote(part.Name)}").ToArray(),
        });
        using var reader = command.ExecuteReader();
        var pages = new Dictionary<SourcePart, long>();
        foreach (var part in parts)
        {
            reader.Read();
            pages[part] = reader.GetInt64(0);
        }
        return pages;
    }
}
