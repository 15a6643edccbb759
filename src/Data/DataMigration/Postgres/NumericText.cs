using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>
/// A numeric of the wire (digits in base 10000) as EF Core's canonical decimal, <c>0.0###…</c>: at least one digit on either
/// side of the point and no further trailing zeros. Never through a binary fraction.
/// </summary>
internal static class NumericText
{
    // Digits that System.Decimal keeps whatever they are.
    private const int MostDigits = 28;
    private const ushort Negative = 0x4000;

    // "0000", as it lies in memory of a little-endian machine: the first digit is the lowest byte.
    private const uint Zeros = 0x3030_3030;

    // "0000" to "9999" as they lie in memory.
    private static readonly uint[] Groups = [.. Enumerable.Range(0, 10_000).Select(number =>
        BitConverter.ToUInt32([(byte)('0' + (number / 1000)), (byte)('0' + (number / 100 % 10)), (byte)('0' + (number / 10 % 10)), (byte)('0' + (number % 10))]))];

    /// <summary>Bytes that <see cref="Write"/> and <see cref="WriteExact"/> take at most.</summary>
    public static int Needs(ReadOnlySpan<byte> value)
    {
        int groups = BinaryPrimitives.ReadUInt16BigEndian(value);
        int weight = BinaryPrimitives.ReadInt16BigEndian(value[2..]);
        var fraction = Math.Max(4 * Math.Max(0, groups - 1 - weight), BinaryPrimitives.ReadInt16BigEndian(value[6..]));
        return 16 + (4 * Math.Max(1, weight + 1)) + fraction;
    }

    /// <summary>Writes the canonical form and returns its length.</summary>
    /// <param name="value">As it came from the wire.</param>
    /// <param name="target">At least <see cref="Needs"/> bytes.</param>
    /// <param name="readable">Refuse what .NET's decimal cannot hold.</param>
    /// <param name="exact">False when PostgreSQL shows more zeros after the point than the canonical form tells.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write(ReadOnlySpan<byte> value, Span<byte> target, bool readable, out bool exact)
    {
        int groups = BinaryPrimitives.ReadUInt16BigEndian(value);
        int weight = BinaryPrimitives.ReadInt16BigEndian(value[2..]);
        var sign = BinaryPrimitives.ReadUInt16BigEndian(value[4..]);
        exact = true;
        if (sign is not (0 or Negative))
            return WriteSpecial(sign, target, readable);
        // Before anything is written: a number of this length is refused whatever its digits.
        if (readable && groups > 0 && (weight > 7 || groups - 1 - weight > 8))
            throw TooLong();

        var digits = value.Slice(8, 2 * groups);
        var position = 0;
        if (sign != 0 && groups > 0)
            target[position++] = (byte)'-';
        var first = position;
        position += WriteWhole(digits, groups, weight, target[position..]);
        var significant = target[first] == '0' ? 0 : position - first;
        target[position++] = (byte)'.';
        var start = position;
        for (var group = -1; groups > 0 && group > weight; group--, position += 4)
            WriteGroup(Zeros, target[position..]);
        var last = Zeros;
        for (var group = Math.Max(0, weight + 1); group < groups; group++, position += 4)
        {
            last = Groups[BinaryPrimitives.ReadInt16BigEndian(digits[(group * 2)..])];
            WriteGroup(last, target[position..]);
        }
        // PostgreSQL sends no last group of zeros: those to leave out are at its end, which is the upper part of the number.
        if (last != Zeros)
            position -= BitOperations.LeadingZeroCount(last ^ Zeros) / 8;
        while (position > start && target[position - 1] == '0')
            position--;
        if (readable && significant + position - start > MostDigits)
            throw TooLong();
        exact = position - start == BinaryPrimitives.ReadInt16BigEndian(value[6..]);
        if (position == start)
            target[position++] = (byte)'0';
        return position;
    }

    /// <summary>From the canonical form to PostgreSQL's own text, with all the zeros it shows.</summary>
    public static int WriteExact(ReadOnlySpan<byte> value, ReadOnlySpan<byte> canonical, Span<byte> target)
    {
        int scale = BinaryPrimitives.ReadInt16BigEndian(value[6..]);
        var point = canonical.IndexOf((byte)'.');
        if (scale == 0)
        {
            canonical[..point].CopyTo(target);
            return point;
        }
        canonical.CopyTo(target);
        var length = point + 1 + scale;
        if (length > canonical.Length)
            target[canonical.Length..length].Fill((byte)'0');
        return length;
    }

    private static int WriteWhole(ReadOnlySpan<byte> digits, int groups, int weight, Span<byte> target)
    {
        if (groups == 0 || weight < 0)
        {
            target[0] = (byte)'0';
            return 1;
        }
        // The first group is never zero, and shows no leading zeros.
        var group = Groups[BinaryPrimitives.ReadInt16BigEndian(digits)];
        var hidden = Math.Min(3, BitOperations.TrailingZeroCount(group ^ Zeros) / 8);
        WriteGroup(group >> (8 * hidden), target);
        var length = 4 - hidden;
        for (var index = 1; index <= weight; index++, length += 4)
            WriteGroup(index < groups ? Groups[BinaryPrimitives.ReadInt16BigEndian(digits[(index * 2)..])] : Zeros, target[length..]);
        return length;
    }

    private static int WriteSpecial(ushort sign, Span<byte> target, bool readable)
    {
        var text = sign switch { 0xD000 => "Infinity"u8, 0xF000 => "-Infinity"u8, _ => "NaN"u8 };
        if (readable)
            throw new UnrepresentableValueException($"the number '{System.Text.Encoding.ASCII.GetString(text)}'");
        text.CopyTo(target);
        return text.Length;
    }

    private static UnrepresentableValueException TooLong() => new("a number of more than 28 digits");

    private static void WriteGroup(uint group, Span<byte> target) => MemoryMarshal.Write(target, group);
}
