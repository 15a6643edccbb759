using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Which rows of a table are still suspect: those in chosen buckets of every level so far.</summary>
internal sealed class RowFilter(MappedTable table)
{
    // More ranges than this are not worth their seeks.
    private const int MostRanges = 64;
    private readonly List<bool[]> _levels = [];

    public RowPlace Place { get; } = new(table);

    public int Level => _levels.Count;

    /// <summary>Ranges of a whole-number key that hold every suspect row; one of everything when that cannot be said.</summary>
    public IReadOnlyList<(long First, long Last)> Ranges { get; private set; } = [(long.MinValue, long.MaxValue)];

    /// <summary>The ranges as a condition for the source, null for everything.</summary>
    public string? Condition => Ranges is [(long.MinValue, long.MaxValue)]
        ? null
        : string.Join(" OR ", Ranges.Select(range => string.Create(
            CultureInfo.InvariantCulture, $"{SourceTable.Quote(table.Columns[table.Key[0]].Source)} BETWEEN {range.First} AND {range.Last}")));

    public bool Passes(CanonicalRow row, UInt128 digest)
    {
        for (var level = 0; level < _levels.Count; level++)
        {
            if (!_levels[level][Place.BucketOf(row, digest, level, out _)])
                return false;
        }
        return true;
    }

    /// <param name="chosen">Buckets of the next level.</param>
    /// <param name="lowestKey">Of both sides.</param>
    /// <param name="highestKey">Of both sides.</param>
    public void Narrow(bool[] chosen, long lowestKey, long highestKey)
    {
        if (Level == 0 && Place.ByInteger && lowestKey <= highestKey)
            Ranges = RangesOf(chosen, lowestKey, highestKey) ?? Ranges;
        _levels.Add(chosen);
    }

    private static List<(long First, long Last)>? RangesOf(bool[] chosen, long lowestKey, long highestKey)
    {
        var (firstBlock, lastBlock) = (lowestKey >> RowPlace.BlockBits, highestKey >> RowPlace.BlockBits);
        if ((UInt128)((Int128)lastBlock - firstBlock) > RowPlace.Buckets * MostRanges)
            return null;
        var ranges = new List<(long First, long Last)>();
        for (var block = firstBlock; block <= lastBlock; block++)
        {
            if (!chosen[(int)block & (RowPlace.Buckets - 1)])
                continue;
            var (first, last) = (block << RowPlace.BlockBits, (block << RowPlace.BlockBits) | ((1L << RowPlace.BlockBits) - 1));
            if (ranges.Count > 0 && ranges[^1].Last + 1 == first)
                ranges[^1] = (ranges[^1].First, last);
            else
                ranges.Add((first, last));
            if (ranges.Count > MostRanges)
                return null;
        }
        return ranges;
    }
}

/// <summary>Sums of the buckets of one level, and their rows.</summary>
internal sealed class BucketSums(RowFilter filter) : IRowSink
{
    public ulong[] Sums { get; } = new ulong[RowPlace.Buckets];

    public long[] Rows { get; } = new long[RowPlace.Buckets];

    public void Add(CanonicalRow row, long rowId)
    {
        var digest = row.Digest();
        if (!filter.Passes(row, digest))
            return;
        var bucket = filter.Place.BucketOf(row, digest, filter.Level, out _);
        Sums[bucket] += (ulong)digest;
        Rows[bucket]++;
    }
}
