namespace AdminApp.Data.DataMigration.Verify;

/// <summary>
/// Reads a text COPY: rows end with a line feed, values are separated by tabs, \N is NULL, and whatever could be mistaken
/// for one of these is escaped with a backslash. Nothing is allocated per row or value.
/// </summary>
internal sealed class CopyTextReader(Stream stream)
{
    private const int BlockSize = 256 * 1024;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(BlockSize);
    private int _position;
    private int _whole;
    private int _filled;

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether there is another row; then each of its columns is to be read once, in order, by <see cref="Next"/>.</summary>
    public bool NextRow() => _position < _whole || Fill();

    /// <summary>The next value of the row.</summary>
    /// <param name="last">It is the row's last.</param>
    /// <param name="isNull">It is NULL.</param>
    /// <returns>The value, unescaped in place, valid until the next row.</returns>
    public ReadOnlySpan<byte> Next(bool last, out bool isNull)
    {
        var rest = _buffer.AsSpan(_position, _whole - _position);
        isNull = false;
        var end = rest.IndexOfAny((byte)'\t', (byte)'\n', (byte)'\\');
        var length = end;
        if (end >= 0 && rest[end] == '\\')
        {
            // Only a NULL begins with this: a value that is "\N" has its backslash doubled.
            isNull = end == 0 && rest[1] == 'N';
            (length, end) = isNull ? (0, 2) : Unescape(rest, end);
        }
        if (end < 0 || rest[end] != (last ? '\n' : '\t'))
            throw new IOException("The server sent a row with another number of columns than asked for");
        _position += end + 1;
        return rest[..length];
    }

    /// <summary>The end of a row without columns.</summary>
    public void EndEmptyRow() => _position++;

    private static (int Length, int End) Unescape(Span<byte> rest, int backslash)
    {
        var write = backslash;
        var read = backslash;
        while (read < rest.Length && rest[read] == '\\')
        {
            rest[write++] = rest[read + 1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'v' => (byte)'\v',
                var other => other,
            };
            read += 2;
            var plain = rest[read..].IndexOfAny((byte)'\t', (byte)'\n', (byte)'\\');
            if (plain < 0)
                return (0, -1);
            rest.Slice(read, plain).CopyTo(rest[write..]);
            read += plain;
            write += plain;
        }
        return (write, read);
    }

    private bool Fill()
    {
        _filled -= _position;
        _buffer.AsSpan(_position, _filled).CopyTo(_buffer);
        _position = 0;
        while (true)
        {
            var before = _filled;
            while (_filled < _buffer.Length && stream.Read(_buffer, _filled, _buffer.Length - _filled) is > 0 and var read)
                _filled += read;
            Bytes += _filled - before;
            // A line feed inside of a value is sent as \n.
            _whole = before + _buffer.AsSpan(before, _filled - before).LastIndexOf((byte)'\n') + 1;
            if (_whole > before)
                return true;
            _whole = 0;
            if (_filled < _buffer.Length)
                return _filled == 0 ? false : throw new IOException("The stream of rows ended in the middle of a row");
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength));
        }
    }
}
