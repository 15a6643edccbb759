namespace AdminApp.Data.DataMigration.Values;

/// <summary>Bytes put together piece by piece in one array that is kept for the next row.</summary>
internal sealed class ByteBuilder(int capacity = 4096)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Takes back what was appended after the given length.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Room for that many bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, Math.Max(Length + count, Math.Min(_bytes.Length * 2, Array.MaxLength)));
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Append(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        Length += value.Length;
    }

    public void Append(byte value, int count)
    {
        Room(count)[..count].Fill(value);
        Length += count;
    }
}
