using System.Buffers.Binary;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>A value that the target's encoding cannot hold; the message says what it is.</summary>
internal sealed class UnrepresentableValueException(string what) : Exception(what);

/// <summary>Writes binary values as the UTF-8 text that EF Core's SQLite provider itself would store.</summary>
internal static class WireText
{
    /// <summary>Enough for every text made here.</summary>
    public const int Longest = 128;

    // Digits that System.Decimal keeps whatever they are.
    private const int MostDigits = 28;
    private const long MicrosecondsPerDay = 86_400_000_000;

    // 2000-01-01, where PostgreSQL starts counting, in days since 0001-01-01.
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly int LastDay = DateOnly.MaxValue.DayNumber;

    /// <summary><c>yyyy-MM-dd</c> from days since 2000-01-01.</summary>
    public static int WriteDate(int days, Span<byte> target)
    {
        if (days is int.MaxValue or int.MinValue)
            throw new UnrepresentableValueException(days > 0 ? "the date 'infinity'" : "the date '-infinity'");
        WriteDay((long)days + Epoch, "date", target);
        return 10;
    }

    /// <summary><c>yyyy-MM-dd HH:mm:ss.FFFFFFF</c> from microseconds since 2000-01-01: no trailing zeros, no point before none.</summary>
    public static int WriteTimestamp(long microseconds, Span<byte> target)
    {
        if (microseconds is long.MaxValue or long.MinValue)
            throw new UnrepresentableValueException(microseconds > 0 ? "the timestamp 'infinity'" : "the timestamp '-infinity'");
        var day = Math.DivRem(microseconds, MicrosecondsPerDay, out var rest);
        if (rest < 0)
        {
            day--;
            rest += MicrosecondsPerDay;
        }
        WriteDay(day + Epoch, "timestamp", target);
        target[10] = (byte)' ';
        var second = (int)Math.DivRem(rest, 1_000_000, out var fraction);
        WriteDigits(second / 3600, 2, target[11..]);
        target[13] = (byte)':';
        WriteDigits(second / 60 % 60, 2, target[14..]);
        target[16] = (byte)':';
        WriteDigits(second % 60, 2, target[17..]);
        if (fraction == 0)
            return 19;
        target[19] = (byte)'.';
        WriteDigits((int)fraction, 6, target[20..]);
        return TrimZeros(target, 26);
    }

    /// <summary>Upper case with hyphens.</summary>
    public static int WriteUuid(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var position = 0;
        for (var i = 0; i < 16; i++)
        {
            if (i is 4 or 6 or 8 or 10)
                target[position++] = (byte)'-';
            target[position++] = HexDigit(value[i] >> 4);
            target[position++] = HexDigit(value[i] & 15);
        }
        return position;
    }

    /// <summary>
    /// EF's canonical decimal, <c>0.0###…</c>, from base-10000 digits: at least one digit on either side of the point and
    /// no further trailing zeros. Never through a binary fraction.
    /// </summary>
    public static int WriteNumeric(ReadOnlySpan<byte> value, Span<byte> target)
    {
        int groups = BinaryPrimitives.ReadInt16BigEndian(value);
        int weight = BinaryPrimitives.ReadInt16BigEndian(value[2..]);
        int sign = BinaryPrimitives.ReadUInt16BigEndian(value[4..]);
        var digits = value[8..];
        if (sign is not (0 or 0x4000))
            throw new UnrepresentableValueException(sign switch { 0xD000 => "the number 'Infinity'", 0xF000 => "the number '-Infinity'", _ => "the number 'NaN'" });
        // Before anything is written, so that the buffer holds whatever passes.
        if (groups > 0 && (weight > 7 || groups - 1 - weight > 8))
            throw TooLong();

        var position = 0;
        if (sign != 0 && groups > 0)
            target[position++] = (byte)'-';
        var first = position;
        for (var group = 0; group <= weight; group++)
        {
            var number = group < groups ? BinaryPrimitives.ReadInt16BigEndian(digits[(group * 2)..]) : 0;
            position += group == 0 ? WriteShort(number, target[position..]) : WriteDigits(number, 4, target[position..]);
        }
        if (position == first)
            target[position++] = (byte)'0';
        var significant = target[first] == '0' ? 0 : position - first;
        target[position++] = (byte)'.';
        var fractionStart = position;
        for (var group = -1; groups > 0 && group > weight; group--)
            position += WriteDigits(0, 4, target[position..]);
        for (var group = Math.Max(0, weight + 1); group < groups; group++)
            position += WriteDigits(BinaryPrimitives.ReadInt16BigEndian(digits[(group * 2)..]), 4, target[position..]);
        position = TrimZeros(target, position);
        // TrimZeros took the point along when nothing followed it.
        var whole = position < fractionStart;
        significant += whole ? 0 : position - fractionStart;
        if (significant > MostDigits)
            throw TooLong();
        if (!whole)
            return position;
        target[position++] = (byte)'.';
        target[position++] = (byte)'0';
        return position;
    }

    private static UnrepresentableValueException TooLong() => new("a number of more than 28 digits");

    private static void WriteDay(long dayNumber, string type, Span<byte> target)
    {
        if (dayNumber < 0)
            throw new UnrepresentableValueException($"a {type} before the year 1 (BC)");
        if (dayNumber > LastDay)
            throw new UnrepresentableValueException($"a {type} after the year 9999");
        var (year, month, day) = DateOnly.FromDayNumber((int)dayNumber);
        WriteDigits(year, 4, target);
        target[4] = (byte)'-';
        WriteDigits(month, 2, target[5..]);
        target[7] = (byte)'-';
        WriteDigits(day, 2, target[8..]);
    }

    private static int WriteDigits(int number, int count, Span<byte> target)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            target[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
        return count;
    }

    private static int WriteShort(int number, Span<byte> target) =>
        WriteDigits(number, number >= 1000 ? 4 : number >= 100 ? 3 : number >= 10 ? 2 : 1, target);

    private static int TrimZeros(ReadOnlySpan<byte> text, int length)
    {
        while (text[length - 1] == '0')
            length--;
        return text[length - 1] == '.' ? length - 1 : length;
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
