using System.Buffers.Text;
using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Is given every row of a scan.</summary>
internal interface IRowSink
{
    /// <param name="row">Valid during the call.</param>
    /// <param name="rowId">The row's number in the target; 0 in the source.</param>
    void Add(CanonicalRow row, long rowId);
}

/// <summary>
/// What is compared of a table: the count of its rows and the sum of their digests modulo 2^128, which no order changes and
/// every duplicate does. The other sums only narrow down where a difference is.
/// </summary>
internal sealed class TableDigest(MappedTable table) : IRowSink
{
    // A small table is read again as a whole as fast as a part of it.
    private const long SmallTable = 4096;

    private readonly RowPlace _place = new(table);

    public long Rows { get; private set; }

    public UInt128 Sum { get; private set; }

    /// <summary>By column of the map: sum of the values' 64-bit hashes.</summary>
    public ulong[] Columns { get; } = new ulong[table.Columns.Count];

    /// <summary>By <see cref="RowPlace.BucketOf"/> at level 0: sum of the row digests' lower 64 bits. Null once the table proved to be small.</summary>
    public ulong[]? Buckets { get; private set; } = new ulong[RowPlace.Buckets];

    /// <summary>By column of the map: values of a target that stand for a NULL of the source.</summary>
    public long[] Fills { get; } = new long[table.Columns.Count];

    public long LowestKey { get; private set; } = long.MaxValue;
    public long HighestKey { get; private set; } = long.MinValue;

    /// <summary>Time spent on it, all readers together.</summary>
    public double Seconds { get; set; }

    /// <summary>As reports show it: the count and 32 hexadecimal digits.</summary>
    public string Text => $"{Rows:D}-{Sum:x32}";

    public void Add(CanonicalRow row, long rowId)
    {
        var digest = row.Digest();
        Rows++;
        Sum += digest;
        var columns = Columns;
        for (var i = 0; i < columns.Length; i++)
            columns[i] += row.HashOf(i);
        var bucket = _place.BucketOf(row, digest, 0, out var key);
        Buckets![bucket] += (ulong)digest;
        if (key is not { } number)
            return;
        LowestKey = Math.Min(LowestKey, number);
        HighestKey = Math.Max(HighestKey, number);
    }

    /// <summary>Adds what another reader of the same table found.</summary>
    public void Merge(TableDigest other)
    {
        Rows += other.Rows;
        Sum += other.Sum;
        Seconds += other.Seconds;
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i] += other.Columns[i];
            Fills[i] += other.Fills[i];
        }
        for (var i = 0; i < RowPlace.Buckets; i++)
            Buckets![i] += other.Buckets![i];
        LowestKey = Math.Min(LowestKey, other.LowestKey);
        HighestKey = Math.Max(HighestKey, other.HighestKey);
    }

    /// <summary>All rows were added.</summary>
    public void Complete()
    {
        if (Rows <= SmallTable)
            Buckets = null;
    }

    public bool Equals(TableDigest other) => Rows == other.Rows && Sum == other.Sum;
}

/// <summary>Into which bucket a row falls, the same on both sides.</summary>
internal sealed class RowPlace(MappedTable table)
{
    /// <summary>Buckets at each level; a power of two.</summary>
    public const int Buckets = 1024;

    /// <summary>Levels that still tell rows apart: each takes other bits of the hash.</summary>
    public const int Levels = 6;

    /// <summary>Keys that lie together fall into one bucket, so that a part of the table can be read by a range of the key: so many bits.</summary>
    public const int BlockBits = 10;

    private readonly int[] _key = [.. table.Key];

    /// <summary>Whether level 0 goes by blocks of a whole-number key.</summary>
    public bool ByInteger { get; } = table.HasIntegerKey && table.Key is [var key] && table.Columns[key].Encoding == ValueEncoding.Integer
        && table.Columns[key].Target.Equals(table.RowId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Equal for rows with an equal key; without a key, for equal rows.</summary>
    public ulong KeyHash(CanonicalRow row, UInt128 digest)
    {
        if (_key.Length == 0)
            return (ulong)digest;
        var hash = row.HashOf(_key[0]);
        for (var i = 1; i < _key.Length; i++)
            hash = FastHash.Combine(hash, row.HashOf(_key[i]));
        return hash;
    }

    public int BucketOf(CanonicalRow row, UInt128 digest, int level, out long? key)
    {
        key = null;
        if (level == 0 && ByInteger && Utf8Parser.TryParse(row.BytesOf(_key[0]), out long number, out _))
        {
            key = number;
            return (int)(number >> BlockBits) & (Buckets - 1);
        }
        return (int)(KeyHash(row, digest) >> (10 * level)) & (Buckets - 1);
    }
}
