using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Values;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>
/// Encodes a row of the wire as SQLite's record: a header of varints, one for each column's type and length, and the values
/// behind it. Source: "Database File Format", sections 1.6 and 2.1, at sqlite.org.
/// </summary>
internal sealed unsafe class RecordEncoder(ImageTemplate template) : IDisposable
{
    /// <summary>Bytes a record may have, so that it needs no overflow pages.</summary>
    public const int Longest = ImageTemplate.PageSize - 64;

    // Texts made of values are at most three times as long as what comes over the wire; numerics are asked.
    private const int LongestRow = Longest / 2;
    private const int BodySize = 4 * LongestRow;
    private const int LongestType = 3;

    private readonly FieldAction[] _actions = template.Actions;
    private readonly bool[] _required = template.Required;
    private readonly int _key = template.Key;
    private readonly byte* _header = (byte*)NativeMemory.Alloc((nuint)(template.Actions.Length * LongestType) + 16);
    private readonly byte* _body = (byte*)NativeMemory.Alloc(BodySize);
    private byte* _type;
    private byte* _value;

    /// <summary>The row's number, where a column is it.</summary>
    public long RowId { get; private set; }

    /// <summary>Bytes of the record encoded last.</summary>
    public int Length { get; private set; }

    /// <summary>Encodes the row that begins there.</summary>
    /// <param name="row">Its count of fields.</param>
    /// <param name="end">Behind the last row of the block.</param>
    /// <returns>Where the next row begins; null when the row has to be bound: it is long, or has a value that needs more than its column.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte* Encode(byte* row, byte* end)
    {
        if (BinaryPrimitives.ReadInt16BigEndian(new ReadOnlySpan<byte>(row, 2)) != _actions.Length)
            return null;
        var actions = _actions;
        var position = row + 2;
        _type = _header;
        _value = _body;
        for (var i = 0; i < actions.Length; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(new ReadOnlySpan<byte>(position, 4));
            position += 4;
            if (length < 0)
            {
                if (_required[i])
                    return null;
                *_type++ = 0;
                continue;
            }
            if (position + length - row > LongestRow)
                return null;
            if (i == _key)
            {
                RowId = WholeNumber(actions[i], position);
                *_type++ = 0;
            }
            else if (!Add(actions[i], position, length))
            {
                return null;
            }
            position += length;
        }
        var header = (int)(_type - _header);
        Length = header + (header < 127 ? 1 : 2) + (int)(_value - _body);
        return Length <= Longest ? position : null;
    }

    /// <summary>Copies the record encoded last.</summary>
    public void CopyTo(byte* target)
    {
        var header = (int)(_type - _header);
        target += Varint.Write(target, (ulong)(header < 127 ? header + 1 : header + 2));
        Unsafe.CopyBlockUnaligned(target, _header, (uint)header);
        Unsafe.CopyBlockUnaligned(target + header, _body, (uint)(_value - _body));
    }

    public void Dispose()
    {
        NativeMemory.Free(_header);
        NativeMemory.Free(_body);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Add(FieldAction action, byte* value, int length)
    {
        switch (action)
        {
            case FieldAction.Text:
                return AddText(value, length);
            case FieldAction.Int32:
            case FieldAction.Int16:
            case FieldAction.Int64:
            case FieldAction.UInt32:
            case FieldAction.Bool:
                AddInteger(WholeNumber(action, value));
                return true;
            case FieldAction.Decimal:
            case FieldAction.FreeDecimal:
                return AddDecimal(new ReadOnlySpan<byte>(value, length), action == FieldAction.FreeDecimal);
            case FieldAction.Timestamp:
                Made(WireText.WriteTimestamp(BinaryPrimitives.ReadInt64BigEndian(new ReadOnlySpan<byte>(value, 8)), Room(), readable: false));
                return true;
            case FieldAction.Date:
                Made(WireText.WriteDate(BinaryPrimitives.ReadInt32BigEndian(new ReadOnlySpan<byte>(value, 4)), Room(), readable: false));
                return true;
            case FieldAction.Uuid:
                Made(WireText.WriteUuid(new ReadOnlySpan<byte>(value, 16), Room()));
                return true;
            case FieldAction.Real4:
                return AddReal(StoredText.StoredReal(BinaryPrimitives.ReadSingleBigEndian(new ReadOnlySpan<byte>(value, 4))));
            case FieldAction.Real8:
                return AddReal(BinaryPrimitives.ReadDoubleBigEndian(new ReadOnlySpan<byte>(value, 8)));
            case FieldAction.Jsonb:
                // Its text behind a version byte.
                return AddText(value + 1, length - 1);
            default:
                _type += Varint.Write(_type, (ulong)(12 + (2 * (long)length)));
                Unsafe.CopyBlockUnaligned(_value, value, (uint)length);
                _value += length;
                return true;
        }
    }

    private bool AddText(byte* value, int length)
    {
        if (template.ValidateText && !Utf8.IsValid(new ReadOnlySpan<byte>(value, length)))
            return false;
        Unsafe.CopyBlockUnaligned(_value, value, (uint)length);
        Made(length);
        return true;
    }

    private bool AddDecimal(ReadOnlySpan<byte> value, bool free)
    {
        var needed = NumericText.Needs(value);
        if (needed > _body + BodySize - _value)
            return false;
        var length = NumericText.Write(value, new Span<byte>(_value, needed), readable: false, out var exact);
        if (free && !exact)
            return false;
        Made(length);
        return true;
    }

    private bool AddReal(double value)
    {
        if (double.IsNaN(value) || (value == 0 && double.IsNegative(value)))
            return false;
        *_type++ = 7;
        BinaryPrimitives.WriteDoubleBigEndian(new Span<byte>(_value, 8), value);
        _value += 8;
        return true;
    }

    // Types 1 to 6 are whole numbers of 1, 2, 3, 4, 6 and 8 bytes; 8 and 9 are 0 and 1 themselves.
    private void AddInteger(long value)
    {
        if (value is 0 or 1)
        {
            *_type++ = (byte)(8 + value);
            return;
        }
        var (type, bytes) = value switch
        {
            >= sbyte.MinValue and <= sbyte.MaxValue => (1, 1),
            >= short.MinValue and <= short.MaxValue => (2, 2),
            >= -(1 << 23) and < 1 << 23 => (3, 3),
            >= int.MinValue and <= int.MaxValue => (4, 4),
            >= -(1L << 47) and < 1L << 47 => (5, 6),
            _ => (6, 8),
        };
        *_type++ = (byte)type;
        BinaryPrimitives.WriteInt64BigEndian(new Span<byte>(_value, 8), value << (64 - (8 * bytes)));
        _value += bytes;
    }

    private static long WholeNumber(FieldAction action, byte* value) => action switch
    {
        FieldAction.Int32 => BinaryPrimitives.ReadInt32BigEndian(new ReadOnlySpan<byte>(value, 4)),
        FieldAction.Int64 => BinaryPrimitives.ReadInt64BigEndian(new ReadOnlySpan<byte>(value, 8)),
        FieldAction.Int16 => BinaryPrimitives.ReadInt16BigEndian(new ReadOnlySpan<byte>(value, 2)),
        FieldAction.UInt32 => BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(value, 4)),
        _ => *value,
    };

    private Span<byte> Room() => new(_value, WireText.Longest);

    // Text that stands in its place already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Made(int length)
    {
        var type = 13 + (2 * length);
        if (type < 0x80)
            *_type++ = (byte)type;
        else
            _type += Varint.Write(_type, (ulong)type);
        _value += length;
    }
}
