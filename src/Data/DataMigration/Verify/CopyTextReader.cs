namespace AdminApp.Data.DataMigration.Verify;

/// <summary>
/// Reads a text COPY: rows end with a line feed, values are separated by tabs, \N is NULL, and whatever could be mistaken
/// for one of these is escaped with a backslash. Nothing is allocated per row or value, and no row is held that is larger
/// than the buffer: its values come in pieces.
/// </summary>
internal sealed class CopyTextReader(Stream stream)
{
    private const int BlockSize = 256 * 1024;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BlockSize);
    private int _position;
    private int _whole;
    private int _filled;

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The row is larger than the buffer.</summary>
    public bool RowIsLong { get; private set; }

    /// <summary>
    /// Whether there is another row; then each of its columns is to be read once, in order, by <see cref="Next"/>, or by
    /// <see cref="NextInPieces"/> when <see cref="RowIsLong"/>.
    /// </summary>
    public bool NextRow()
    {
        if (RowIsLong)
            (RowIsLong, _whole) = (false, _position + _buffer.AsSpan(_position, _filled - _position).LastIndexOf((byte)'\n') + 1);
        return _position < _whole || Fill();
    }

    /// <summary>The next value of a row that is not long.</summary>
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
        _position += end;
        PassEnd(last);
        return rest[..length];
    }

    /// <summary>The next value of a long row.</summary>
    /// <param name="last">It is the row's last.</param>
    /// <param name="piece">Is given the value, unescaped, bit by bit; not called for NULL.</param>
    /// <returns>False for NULL.</returns>
    public bool NextInPieces(bool last, Action<ReadOnlySpan<byte>> piece)
    {
        if (_position == _filled)
            More();
        if (_buffer[_position] == '\\' && _position + 1 == _filled)
            More();
        var isNull = _buffer[_position] == '\\' && _buffer[_position + 1] == 'N';
        if (isNull && (_position += 2) == _filled)
            More();
        while (!isNull)
        {
            var rest = _buffer.AsSpan(_position, _filled - _position);
            var end = rest.IndexOfAny((byte)'\t', (byte)'\n', (byte)'\\');
            var length = end = end < 0 ? rest.Length : end;
            if (end < rest.Length && rest[end] == '\\')
                (length, end) = Unescape(rest, end);
            piece(rest[..length]);
            _position += end;
            if (end < rest.Length && rest[end] != '\\')
                break;
            More();
        }
        PassEnd(last);
        return !isNull;
    }

    /// <summary>The end of a row without columns.</summary>
    public void EndEmptyRow() => _position++;

    private void PassEnd(bool last)
    {
        if (_position >= _filled || _buffer[_position] != (last ? '\n' : '\t'))
            throw new IOException("The server sent a row with another number of columns than asked for");
        _position++;
    }

    // Length: of the value, moved together. End: the tab or line feed behind it, or where more bytes are needed to go on.
    private static (int Length, int End) Unescape(Span<byte> rest, int backslash)
    {
        var write = backslash;
        var read = backslash;
        while (read + 1 < rest.Length && rest[read] == '\\')
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
                plain = rest.Length - read;
            rest.Slice(read, plain).CopyTo(rest[write..]);
            read += plain;
            write += plain;
        }
        return (write, read);
    }

    private bool Fill()
    {
        var before = ReadOn();
        // A line feed inside of a value is sent as \n.
        _whole = before + _buffer.AsSpan(before, _filled - before).LastIndexOf((byte)'\n') + 1;
        if (_whole > before)
            return true;
        _whole = 0;
        RowIsLong = _filled == _buffer.Length;
        if (RowIsLong || _filled == 0)
            return RowIsLong;
        throw InTheMiddle();
    }

    private void More()
    {
        if (ReadOn() == _filled)
            throw InTheMiddle();
    }

    // Moves what is left to the beginning and fills the rest of the buffer; returns where that begins.
    private int ReadOn()
    {
        _filled -= _position;
        _buffer.AsSpan(_position, _filled).CopyTo(_buffer);
        _position = 0;
        var before = _filled;
        while (_filled < _buffer.Length && stream.Read(_buffer, _filled, _buffer.Length - _filled) is > 0 and var read)
            _filled += read;
        Bytes += _filled - before;
        return before;
    }

    private static IOException InTheMiddle() => new("The stream of rows ended in the middle of a row");
}
