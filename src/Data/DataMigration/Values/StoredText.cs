using System.Buffers.Text;
using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Values;

/// <summary>
/// From a value as it is stored back to PostgreSQL's own text. Strict: a value in any other form than the load writes is
/// not decoded, so that a verification notices what merely looks alike ('1.50' for '1.5', a uuid in lower case).
/// </summary>
internal static class StoredText
{
    private const int BlobPiece = 32 << 10;

    /// <summary>
    /// Appends the text of a value that is not NULL. Floats come as their shortest round-trip decimal, blobs as <c>\x…</c>.
    /// </summary>
    /// <returns>False, with nothing appended but what was drained, when the value is not stored as its column's encoding demands.</returns>
    public static bool TryAppend(MappedColumn column, in StoredValue value, ByteBuilder target)
    {
        var before = target.Length;
        var done = column.Encoding switch
        {
            ValueEncoding.Integer => AppendInteger(value, target),
            ValueEncoding.Boolean => AppendBoolean(value, target),
            ValueEncoding.Real4 => AppendReal4(value, target),
            ValueEncoding.Real8 => AppendReal8(value, target),
            ValueEncoding.Blob => AppendBlob(value, target),
            _ when value.Type != raw.SQLITE_TEXT => false,
            ValueEncoding.Decimal => DecimalText.TryAppend(value.Bytes, column.Scale, target),
            ValueEncoding.Uuid => AppendUuid(value.Bytes, target),
            ValueEncoding.TimestampTz => AppendTimestampTz(value.Bytes, target),
            ValueEncoding.Array => ArrayText.TryAppend(value.Bytes, target),
            _ => AppendVerbatim(value.Bytes, target),
        };
        if (!done)
            target.Truncate(before);
        return done;
    }

    /// <summary>How a <c>real</c> is stored: the double nearest to its shortest decimal, which is what people see.</summary>
    public static double StoredReal(float value)
    {
        if (!float.IsFinite(value))
            return value;
        Span<byte> text = stackalloc byte[32];
        Utf8Formatter.TryFormat(value, text, out var length);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static bool AppendVerbatim(ReadOnlySpan<byte> text, ByteBuilder target)
    {
        target.Append(text);
        return true;
    }

    private static bool AppendInteger(in StoredValue value, ByteBuilder target)
    {
        if (value.Type != raw.SQLITE_INTEGER)
            return false;
        Utf8Formatter.TryFormat(value.Integer, target.Room(20), out var length);
        target.Advance(length);
        return true;
    }

    private static bool AppendBoolean(in StoredValue value, ByteBuilder target)
    {
        if (value.Type != raw.SQLITE_INTEGER || value.Integer is not (0 or 1))
            return false;
        target.Append((byte)(value.Integer == 1 ? 't' : 'f'));
        return true;
    }

    private static bool AppendReal4(in StoredValue value, ByteBuilder target)
    {
        if (value.Type != raw.SQLITE_FLOAT || !StoredReal((float)value.Real).Equals(value.Real))
            return false;
        ((float)value.Real).TryFormat(target.Room(32), out var length, "R", CultureInfo.InvariantCulture);
        target.Advance(length);
        return true;
    }

    private static bool AppendReal8(in StoredValue value, ByteBuilder target)
    {
        if (value.Type != raw.SQLITE_FLOAT)
            return false;
        value.Real.TryFormat(target.Room(32), out var length, "R", CultureInfo.InvariantCulture);
        target.Advance(length);
        return true;
    }

    private static bool AppendBlob(in StoredValue value, ByteBuilder target)
    {
        if (value.Type != raw.SQLITE_BLOB)
            return false;
        target.Append("\\x"u8);
        for (var rest = value.Bytes; !rest.IsEmpty;)
        {
            var piece = rest[..Math.Min(rest.Length, BlobPiece)];
            Convert.TryToHexStringLower(piece, target.Room(piece.Length * 2), out var length);
            target.Advance(length);
            rest = rest[piece.Length..];
        }
        return true;
    }

    private static bool AppendUuid(ReadOnlySpan<byte> text, ByteBuilder target)
    {
        if (text.Length != 36)
            return false;
        var room = target.Room(36);
        for (var i = 0; i < 36; i++)
        {
            var digit = text[i];
            if (i is 8 or 13 or 18 or 23)
            {
                if (digit != '-')
                    return false;
            }
            else if (digit is >= (byte)'A' and <= (byte)'F')
            {
                digit |= 0x20;
            }
            else if (digit is not (>= (byte)'0' and <= (byte)'9'))
            {
                return false;
            }
            room[i] = digit;
        }
        target.Advance(36);
        return true;
    }

    private static bool AppendTimestampTz(ReadOnlySpan<byte> text, ByteBuilder target)
    {
        var era = text.EndsWith(" BC"u8) ? 3 : 0;
        target.Append(text[..^era]);
        if (!text.EndsWith("infinity"u8))
            target.Append("+00"u8);
        target.Append(text[^era..]);
        return true;
    }
}
