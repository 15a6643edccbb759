using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using AdminApp.Data.DataMigration.Values;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>What stands before a value in its canonical form.</summary>
internal static class ValueTag
{
    /// <summary>NULL; nothing follows.</summary>
    public const byte Null = 0;

    /// <summary>The length (32 bits, big-endian) and the bytes follow.</summary>
    public const byte Value = 1;

    /// <summary>As <see cref="Value"/>, but the target does not hold it in the form its column demands: equal to no value of a source.</summary>
    public const byte Refused = 2;

    /// <summary>A value above <see cref="CanonicalRow.LongestKept"/>: its length (64 bits, big-endian) and SHA-256 follow.</summary>
    public const byte Long = 3;
}

/// <summary>
/// One row in the canonical form, version 3, in memory that is used again for the next row. The bytes of a value are
/// PostgreSQL's own text, except: floats are their 8 IEEE bits, big-endian (a <c>real</c> widened to a double, one NaN);
/// blobs and long texts are their length (64 bits, big-endian) and SHA-256.
/// </summary>
internal sealed class CanonicalRow(int columns) : IDisposable
{
    /// <summary>Bytes above which a text stands as its SHA-256; only this much of it is kept, to be shown.</summary>
    public const int LongestKept = 64 * 1024;

    /// <summary>Of the form and the digest of rows: digests of different versions cannot be compared.</summary>
    public const int Version = 3;

    private const int Header = 5;
    private const int HashForm = 8 + SHA256.HashSizeInBytes;
    private const long NotANumber = 0x7FF8_0000_0000_0000;
    private readonly int[] _starts = new int[columns + 1];
    private readonly ulong[] _hashes = new ulong[columns];
    private readonly (int Start, int End)[] _keptOf = new (int, int)[columns];
    private readonly ByteBuilder _kept = new(0);
    private byte[] _bytes = new byte[4096];
    private IncrementalHash? _pieces;
    private int _column;
    private int _length;
    private int _keptBefore;
    private long _long;

    public void Begin()
    {
        _column = 0;
        _length = 0;
        _kept.Clear();
        DropPieces();
    }

    public void AppendNull()
    {
        Reserve(1);
        _bytes[_length] = ValueTag.Null;
        End(_length + 1, ValueTag.Null);
    }

    public void Append(ReadOnlySpan<byte> value, byte tag = ValueTag.Value)
    {
        if (value.Length > LongestKept)
        {
            AppendPiece(value);
            EndPieces();
            return;
        }
        Reserve(Header + value.Length);
        var room = _bytes.AsSpan(_length, Header + value.Length);
        room[0] = tag;
        BinaryPrimitives.WriteInt32BigEndian(room[1..], value.Length);
        value.CopyTo(room[Header..]);
        End(_length + room.Length, FastHash.Of(value, tag));
    }

    /// <summary>A part of a text that may be too long to be held as a whole; the last one is followed by <see cref="EndPieces"/>.</summary>
    public void AppendPiece(ReadOnlySpan<byte> piece)
    {
        _pieces ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _pieces.AppendData(piece);
        var room = LongestKept - (_kept.Length - _keptBefore);
        _kept.Append(piece[..Math.Min(piece.Length, room)]);
        _long += piece.Length;
    }

    /// <summary>The text is whole; it counts as if it had been given at once.</summary>
    public void EndPieces()
    {
        if (_long <= LongestKept)
        {
            Append(_kept.Written[_keptBefore..]);
            DropPieces();
            return;
        }
        Reserve(1 + HashForm);
        var form = _bytes.AsSpan(_length, 1 + HashForm);
        form[0] = ValueTag.Long;
        BinaryPrimitives.WriteInt64BigEndian(form[1..], _long);
        _pieces!.GetHashAndReset(form[9..]);
        _keptOf[_column] = (_keptBefore, _kept.Length);
        (_keptBefore, _long) = (_kept.Length, 0);
        End(_length + form.Length, FastHash.Of(form, ValueTag.Long));
    }

    /// <summary>The text turned out to be none.</summary>
    public void DropPieces()
    {
        if (_long > 0)
            _pieces!.GetHashAndReset();
        _keptBefore = Math.Min(_keptBefore, _kept.Length);
        _kept.Truncate(_keptBefore);
        _long = 0;
    }

    public void AppendReal(double value)
    {
        Span<byte> bits = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bits, double.IsNaN(value) ? NotANumber : BitConverter.DoubleToInt64Bits(value));
        Append(bits);
    }

    /// <param name="length">Of the blob.</param>
    /// <param name="sha256">32 bytes.</param>
    public void AppendBlob(long length, ReadOnlySpan<byte> sha256)
    {
        Span<byte> form = stackalloc byte[HashForm];
        BinaryPrimitives.WriteInt64BigEndian(form, length);
        sha256.CopyTo(form[8..]);
        Append(form);
    }

    /// <summary>The XXH3-128 of the row's bytes: of two sides that nobody forges, and a hundredth of what SHA-256 costs a call.</summary>
    public UInt128 Digest() => XxHash128.HashToUInt128(_bytes.AsSpan(0, _length));

    /// <summary>The 64-bit hash of a column's value.</summary>
    public ulong HashOf(int column) => _hashes[column];

    public byte TagOf(int column) => _bytes[_starts[column]];

    /// <summary>Bytes of the value, however long; of NULL none.</summary>
    public long LengthOf(int column) => TagOf(column) switch
    {
        ValueTag.Null => 0,
        ValueTag.Long => BinaryPrimitives.ReadInt64BigEndian(_bytes.AsSpan(_starts[column] + 1)),
        _ => BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(_starts[column] + 1)),
    };

    /// <summary>The value's bytes, at most the first <see cref="LongestKept"/>; valid until the next row.</summary>
    public ReadOnlySpan<byte> BytesOf(int column) => TagOf(column) switch
    {
        ValueTag.Null => [],
        ValueTag.Long => _kept.Written[_keptOf[column].Start.._keptOf[column].End],
        _ => _bytes.AsSpan(_starts[column] + Header, _starts[column + 1] - _starts[column] - Header),
    };

    /// <summary>Bytes of the row in this form.</summary>
    public int Length => _length;

    public void Dispose() => _pieces?.Dispose();

    private void End(int length, ulong hash)
    {
        _hashes[_column] = hash;
        _starts[++_column] = length;
        _length = length;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
