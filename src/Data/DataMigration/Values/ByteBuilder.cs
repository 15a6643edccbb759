namespace AdminApp.Data.DataMigration.Values;

/// <summary>Bytes put together piece by piece in one array that is kept for the next row.</summary>
/// <param name="capacity">To begin with.</param>
/// <param name="drain">Is given what was gathered whenever that is much, so that nothing has to be held as a whole; what is left at the end is for the owner to take.</param>
internal sealed class ByteBuilder(int capacity = 4096, Action<ReadOnlySpan<byte>>? drain = null)
{
    /// <summary>Bytes that are gathered before they are drained.</summary>
    public const int DrainAt = 256 << 10;

    private readonly int _most = drain is null ? int.MaxValue : DrainAt;
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    /// <summary>Something was drained since <see cref="Clear"/>.</summary>
    public bool Drained { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => (Length, Drained) = (0, false);

    /// <summary>Takes back what was appended after the given length; not what was drained.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Room for that many bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, Math.Max(Length + count, Math.Min(_bytes.Length * 2, Array.MaxLength)));
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count)
    {
        Length += count;
        if (Length >= _most)
            Drain();
    }

    public void Append(byte value)
    {
        Room(1)[0] = value;
        Advance(1);
    }

    public void Append(ReadOnlySpan<byte> value)
    {
        if (value.Length >= _most)
        {
            Drain();
            drain!(value);
            return;
        }
        value.CopyTo(Room(value.Length));
        Advance(value.Length);
    }

    public void Append(byte value, int count)
    {
        Room(count)[..count].Fill(value);
        Advance(count);
    }

    private void Drain()
    {
        drain!(Written);
        (Length, Drained) = (0, true);
    }
}
