using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>What differs in one table.</summary>
/// <param name="Listed">At most <see cref="DifferenceFinder.MostListed"/>.</param>
/// <param name="Rows">Rows that differ.</param>
/// <param name="More">There are more than <paramref name="Rows"/>: only a part of the table was searched.</param>
internal sealed record TableDifferences(IReadOnlyList<VerificationDifference> Listed, long Rows, bool More);

/// <summary>
/// Finds the rows behind digests that differ, in memory that does not depend on the table: reads the buckets whose sums
/// differ again, then the rows whose digests are on one side only.
/// </summary>
internal sealed class DifferenceFinder(PostgresSource source, SqliteFile target, CancellationToken cancellationToken)
{
    public const int MostListed = 100;

    // Of one row, so that others find a place beside a row that changed in all of a thousand columns.
    private const int MostColumns = 20;

    private readonly SourceScan _source = new(source, VerificationMeter.Silent, cancellationToken);
    private readonly TargetScan _target = new(target, VerificationMeter.Silent, cancellationToken);

    public TableDifferences Find(MappedTable table, TableDigest inSource, TableDigest inTarget)
    {
        var filter = new RowFilter(table);
        var more = false;
        if (inSource.Buckets is { } a && inTarget.Buckets is { } b)
        {
            var filled = Math.Max(1, a.Zip(b).Count(pair => pair.First != 0 || pair.Second != 0));
            var average = Math.Max(inSource.Rows, inTarget.Rows) / filled;
            more = Narrow(filter, a, b, _ => average, inSource, inTarget);
        }
        var suspects = Collect(table, filter);
        while (suspects.TooMany && filter.Level < RowPlace.Levels)
        {
            var (ofSource, ofTarget) = (new BucketSums(filter), new BucketSums(filter));
            ReadSource(table, filter, ofSource);
            ReadTarget(table, filter, ofTarget);
            more |= Narrow(filter, ofSource.Sums, ofTarget.Sums, bucket => ofSource.Rows[bucket] + ofTarget.Rows[bucket], inSource, inTarget);
            suspects = Collect(table, filter);
        }
        var differing = RowDifference.Of(suspects.Counts);
        var listed = differing.Take(MostListed).ToArray();
        var pairs = Capture(table, filter, listed);
        // What was missing on one side and extra on the other became one row that changed.
        var joined = listed.Count(row => row.Target is null) - pairs.Count(pair => pair.Target is null);
        return new TableDifferences([.. pairs.SelectMany(pair => pair.Describe(table).Take(MostColumns)).Take(MostListed)], differing.Sum(row => row.Count) - joined, more || suspects.TooMany);
    }

    // Chooses as many of the buckets that differ as can be looked at together.
    private static bool Narrow(RowFilter filter, ulong[] source, ulong[] target, Func<int, long> rowsOf, TableDigest inSource, TableDigest inTarget)
    {
        var chosen = new bool[RowPlace.Buckets];
        var rows = 0L;
        var left = false;
        for (var bucket = 0; bucket < RowPlace.Buckets; bucket++)
        {
            if (source[bucket] == target[bucket])
                continue;
            if (rows > 0 && rows + rowsOf(bucket) > SuspectRows.Most / 2)
            {
                left = true;
                continue;
            }
            chosen[bucket] = true;
            rows += Math.Max(1, rowsOf(bucket));
        }
        filter.Narrow(chosen, Math.Min(inSource.LowestKey, inTarget.LowestKey), Math.Max(inSource.HighestKey, inTarget.HighestKey));
        return left;
    }

    private SuspectRows Collect(MappedTable table, RowFilter filter)
    {
        var suspects = new SuspectRows(filter);
        ReadSource(table, filter, suspects.Source);
        ReadTarget(table, filter, suspects.Target);
        return suspects;
    }

    private void ReadSource(MappedTable table, RowFilter filter, IRowSink sink)
    {
        foreach (var part in table.Parts)
            _source.Read(table, part, filter.Condition, sink);
    }

    private void ReadTarget(MappedTable table, RowFilter filter, IRowSink sink)
    {
        foreach (var (first, last) in filter.Ranges)
            _target.Read(table, first, last, sink);
    }

    private List<RowPair> Capture(MappedTable table, RowFilter filter, RowDifference[] differing)
    {
        var wanted = differing.SelectMany(row => new[] { row.Source, row.Target }).OfType<UInt128>().ToHashSet();
        var inSource = new RowCapture(wanted, table.Columns.Count);
        var inTarget = new RowCapture(wanted, table.Columns.Count);
        ReadSource(table, filter, inSource);
        ReadTarget(table, filter, inTarget);
        return RowPairs.Match(table, differing, inSource.Rows, inTarget.Rows);
    }
}

/// <summary>A row that is not the same on both sides.</summary>
/// <param name="Source">Its digest in the source, null when it is missing there.</param>
/// <param name="Target">Its digest in the target, null when it is missing there.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Duplicated">The source has the row too, but less often.</param>
internal sealed record RowDifference(UInt128? Source, UInt128? Target, long Count, bool Duplicated)
{
    /// <summary>Rows with one key that differ are one row that changed; what is left over is missing or extra.</summary>
    public static IReadOnlyList<RowDifference> Of(IReadOnlyDictionary<UInt128, RowCount> counts)
    {
        var found = new List<RowDifference>();
        var byKey = counts.Where(row => row.Value.Source != row.Value.Target).GroupBy(row => row.Value.Key);
        foreach (var rows in byKey)
        {
            var onlySource = new Queue<UInt128>(rows.Where(row => row.Value is { Source: 1, Target: 0 }).Select(row => row.Key));
            foreach (var (digest, count) in rows)
            {
                if (count is { Source: 1, Target: 0 })
                    continue;
                if (count is { Source: 0, Target: 1 } && onlySource.TryDequeue(out var before))
                    found.Add(new RowDifference(before, digest, 1, Duplicated: false));
                else if (count.Source > count.Target)
                    found.Add(new RowDifference(digest, null, count.Source - count.Target, Duplicated: false));
                else
                    found.Add(new RowDifference(null, digest, count.Target - count.Source, Duplicated: count.Source > 0));
            }
            found.AddRange(onlySource.Select(digest => new RowDifference(digest, null, 1, Duplicated: false)));
        }
        return found;
    }
}
