using System.Runtime.InteropServices;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>How often a row with the same bytes occurs on either side.</summary>
/// <param name="Key">See <see cref="RowPlace.KeyHash"/>.</param>
internal record struct RowCount(ulong Key, long Source, long Target);

/// <summary>The digests of all suspect rows, bounded: beyond the bound there are too many and the filter must be narrowed.</summary>
internal sealed class SuspectRows(RowFilter filter)
{
    // About 10 MB.
    public const int Most = 100_000;

    private readonly Dictionary<UInt128, RowCount> _counts = [];

    public bool TooMany { get; private set; }

    public IReadOnlyDictionary<UInt128, RowCount> Counts => _counts;

    public IRowSink Source => new Side(this, inSource: true);

    public IRowSink Target => new Side(this, inSource: false);

    private sealed class Side(SuspectRows rows, bool inSource) : IRowSink
    {
        public void Add(CanonicalRow row, long rowId) => rows.Add(row, inSource);
    }

    private void Add(CanonicalRow row, bool inSource)
    {
        if (TooMany)
            return;
        var digest = row.Digest();
        if (!filter.Passes(row, digest))
            return;
        if (_counts.Count == Most && !_counts.ContainsKey(digest))
        {
            TooMany = true;
            return;
        }
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, digest, out _);
        count.Key = filter.Place.KeyHash(row, digest);
        if (inSource)
            count.Source++;
        else
            count.Target++;
    }
}
