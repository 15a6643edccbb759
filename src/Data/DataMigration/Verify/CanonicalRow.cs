using System.Buffers.Binary;
using System.Security.Cryptography;

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
}

/// <summary>
/// One row in the canonical form, version 1, in memory that is used again for the next row. The bytes of a value are
/// PostgreSQL's own text, except: floats are their 8 IEEE bits, big-endian (a <c>real</c> widened to a double, one NaN);
/// blobs are their length (64 bits, big-endian) and SHA-256.
/// </summary>
internal sealed class CanonicalRow(int columns) : IDisposable
{
    /// <summary>Longer values are hashed where they are; only this much of them is kept.</summary>
    public const int LongestKept = 64 * 1024;

    private const int Header = 5;
    private const long NotANumber = 0x7FF8_0000_0000_0000;
    private readonly int[] _starts = new int[columns + 1];
    private readonly ulong[] _hashes = new ulong[columns];
    private byte[] _bytes = new byte[4096];
    private IncrementalHash? _pieces;
    private int _column;
    private int _length;
    private int _hashed;
    private bool _long;

    public void Begin()
    {
        _column = 0;
        _length = 0;
        _hashed = 0;
        _long = false;
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
            AppendLong(value, tag);
            return;
        }
        Reserve(Header + value.Length);
        var room = _bytes.AsSpan(_length, Header + value.Length);
        room[0] = tag;
        BinaryPrimitives.WriteInt32BigEndian(room[1..], value.Length);
        value.CopyTo(room[Header..]);
        End(_length + room.Length, FastHash.Of(value, tag));
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
        Span<byte> form = stackalloc byte[40];
        BinaryPrimitives.WriteInt64BigEndian(form, length);
        sha256.CopyTo(form[8..]);
        Append(form);
    }

    /// <summary>The first 128 bits of the row's SHA-256.</summary>
    public UInt128 Digest()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var rest = _bytes.AsSpan(_hashed, _length - _hashed);
        if (_long)
        {
            _pieces!.AppendData(rest);
            _pieces.GetHashAndReset(digest);
        }
        else
        {
            SHA256.HashData(rest, digest);
        }
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    /// <summary>The 64-bit hash of a column's value.</summary>
    public ulong HashOf(int column) => _hashes[column];

    public byte TagOf(int column) => _bytes[_starts[column]];

    /// <summary>Bytes of the value in its canonical form; of NULL none.</summary>
    public int LengthOf(int column) => TagOf(column) == ValueTag.Null ? 0 : BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(_starts[column] + 1));

    /// <summary>The value's bytes, at most the first <see cref="LongestKept"/>; valid until the next row.</summary>
    public ReadOnlySpan<byte> BytesOf(int column) =>
        TagOf(column) == ValueTag.Null ? [] : _bytes.AsSpan(_starts[column] + Header, _starts[column + 1] - _starts[column] - Header);

    /// <summary>Bytes of the row, long values shortened.</summary>
    public int Length => _length;

    public void Dispose() => _pieces?.Dispose();

    private void AppendLong(ReadOnlySpan<byte> value, byte tag)
    {
        Reserve(Header + LongestKept);
        var room = _bytes.AsSpan(_length, Header + LongestKept);
        room[0] = tag;
        BinaryPrimitives.WriteInt32BigEndian(room[1..], value.Length);
        value[..LongestKept].CopyTo(room[Header..]);
        _pieces ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _pieces.AppendData(_bytes.AsSpan(_hashed, _length + Header - _hashed));
        _pieces.AppendData(value);
        _long = true;
        _hashed = _length + room.Length;
        End(_hashed, FastHash.Of(value, tag));
    }

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
