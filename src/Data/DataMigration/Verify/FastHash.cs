using System.Buffers.Binary;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>
/// A 64-bit hash of a few nanoseconds for short values, by multiplying and folding (the construction of wyhash). It tells
/// columns and buckets apart; what is equal is decided by the digests of rows alone.
/// </summary>
internal static class FastHash
{
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var length = bytes.Length;
        seed ^= First;
        ulong a;
        ulong b;
        if (length > 16)
        {
            var rest = bytes;
            while (rest.Length > 16)
            {
                seed = Fold(Read8(rest) ^ Second, Read8(rest[8..]) ^ seed);
                rest = rest[16..];
            }
            a = Read8(bytes[^16..]);
            b = Read8(bytes[^8..]);
        }
        else if (length >= 8)
        {
            a = Read8(bytes);
            b = Read8(bytes[^8..]);
        }
        else if (length >= 4)
        {
            a = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            b = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        }
        else
        {
            a = length == 0 ? 0 : ((ulong)bytes[0] << 16) | ((ulong)bytes[length >> 1] << 8) | bytes[^1];
            b = 0;
        }
        return Fold(Second ^ (ulong)length, Fold(a ^ Second, b ^ seed));
    }

    /// <summary>One hash from two, depending on their order.</summary>
    public static ulong Combine(ulong hash, ulong next) => Fold(hash ^ First, next ^ Second);

    private static ulong Read8(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
