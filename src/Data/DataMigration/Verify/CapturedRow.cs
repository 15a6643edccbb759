namespace AdminApp.Data.DataMigration.Verify;

/// <summary>A value kept for people.</summary>
/// <param name="Length">Bytes of the value, of which <paramref name="Bytes"/> may hold only the first.</param>
/// <param name="Hash">Tells apart what the kept bytes do not.</param>
internal readonly record struct CapturedValue(byte Tag, long Length, byte[] Bytes, ulong Hash)
{
    public bool Equals(CapturedValue other) => Tag == other.Tag && Length == other.Length && Hash == other.Hash && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override int GetHashCode() => Hash.GetHashCode();
}

/// <summary>A row that differs, as it is on one side.</summary>
internal sealed record CapturedRow(long RowId, CapturedValue[] Values);

/// <summary>Keeps the rows with given digests, one of each, in bounded memory.</summary>
internal sealed class RowCapture(IReadOnlySet<UInt128> wanted, int columns) : IRowSink
{
    private const int MostBytes = 8 << 20;
    private readonly int _longest = Math.Clamp(MostBytes / Math.Max(1, wanted.Count * columns), 512, CanonicalRow.LongestKept);

    public Dictionary<UInt128, CapturedRow> Rows { get; } = [];

    public void Add(CanonicalRow row, long rowId)
    {
        var digest = row.Digest();
        if (!wanted.Contains(digest))
            return;
        var values = new CapturedValue[columns];
        for (var i = 0; i < columns; i++)
        {
            var bytes = row.BytesOf(i);
            values[i] = new CapturedValue(row.TagOf(i), row.LengthOf(i), bytes[..Math.Min(bytes.Length, _longest)].ToArray(), row.HashOf(i));
        }
        // Of rows alike the last one stays: the copy of a duplicate.
        Rows[digest] = new CapturedRow(rowId, values);
    }
}
