using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>A value that the target's encoding cannot hold; the message says what it is.</summary>
internal sealed class UnrepresentableValueException(string what) : Exception(what);

/// <summary>
/// Writes dates, timestamps and uuids as the UTF-8 text that EF Core's SQLite provider itself would store. What .NET cannot
/// hold is written as PostgreSQL writes it.
/// </summary>
internal static class WireText
{
    /// <summary>Enough for every text made here.</summary>
    public const int Longest = 64;

    private const long MicrosecondsPerDay = 86_400_000_000;

    // 2000-01-01, where PostgreSQL starts counting, in days since 0001-01-01.
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly int LastDay = DateOnly.MaxValue.DayNumber;

    // "00", "01", … "99" as they lie in memory.
    private static readonly ushort[] Pairs = [.. Enumerable.Range(0, 100).Select(number =>
        BitConverter.ToUInt16([(byte)('0' + (number / 10)), (byte)('0' + (number % 10))]))];

    /// <summary><c>yyyy-MM-dd</c> from days since 2000-01-01.</summary>
    /// <param name="days">As it came from the wire.</param>
    /// <param name="target">At least <see cref="Longest"/> bytes.</param>
    /// <param name="readable">Refuse what .NET cannot read back.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int WriteDate(int days, Span<byte> target, bool readable)
    {
        var dayNumber = (long)days + Epoch;
        if (dayNumber >= 0 && dayNumber <= LastDay)
        {
            WriteDay((int)dayNumber, target);
            return 10;
        }
        if (days is int.MaxValue or int.MinValue)
            return WriteInfinity(days > 0, "date", target, readable);
        var position = WriteFarDay(dayNumber, "date", target, readable);
        return WriteEra(dayNumber, position, target);
    }

    /// <summary><c>yyyy-MM-dd HH:mm:ss.FFFFFFF</c> from microseconds since 2000-01-01: no trailing zeros, no point before none.</summary>
    /// <inheritdoc cref="WriteDate"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int WriteTimestamp(long microseconds, Span<byte> target, bool readable)
    {
        var day = Math.DivRem(microseconds, MicrosecondsPerDay, out var rest);
        if (rest < 0)
        {
            day--;
            rest += MicrosecondsPerDay;
        }
        day += Epoch;
        if (day >= 0 && day <= LastDay)
        {
            WriteDay((int)day, target);
            return WriteTime(rest, target, 10);
        }
        if (microseconds is long.MaxValue or long.MinValue)
            return WriteInfinity(microseconds > 0, "timestamp", target, readable);
        var position = WriteTime(rest, target, WriteFarDay(day, "timestamp", target, readable));
        return WriteEra(day, position, target);
    }

    /// <summary>Upper case with hyphens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int WriteUuid(ReadOnlySpan<byte> value, Span<byte> target)
    {
        Span<byte> digits = stackalloc byte[32];
        Convert.TryToHexString(value[..16], digits, out _);
        target = target[..36];
        digits[..8].CopyTo(target);
        target[8] = (byte)'-';
        digits[8..12].CopyTo(target[9..]);
        target[13] = (byte)'-';
        digits[12..16].CopyTo(target[14..]);
        target[18] = (byte)'-';
        digits[16..20].CopyTo(target[19..]);
        target[23] = (byte)'-';
        digits[20..].CopyTo(target[24..]);
        return 36;
    }

    private static int WriteInfinity(bool positive, string type, Span<byte> target, bool readable)
    {
        var text = positive ? "infinity"u8 : "-infinity"u8;
        if (readable)
            throw new UnrepresentableValueException($"the {type} '{(positive ? "" : "-")}infinity'");
        text.CopyTo(target);
        return text.Length;
    }

    private static void WriteDay(int dayNumber, Span<byte> target)
    {
        var (year, month, day) = DateOnly.FromDayNumber(dayNumber);
        WritePair(year / 100, target);
        WritePair(year % 100, target[2..]);
        target[4] = (byte)'-';
        WritePair(month, target[5..]);
        target[7] = (byte)'-';
        WritePair(day, target[8..]);
    }

    private static int WriteTime(long microseconds, Span<byte> target, int position)
    {
        var second = (int)Math.DivRem(microseconds, 1_000_000, out var fraction);
        target = target[..(position + 16)];
        target[position] = (byte)' ';
        WritePair(second / 3600, target[(position + 1)..]);
        target[position + 3] = (byte)':';
        WritePair(second / 60 % 60, target[(position + 4)..]);
        target[position + 6] = (byte)':';
        WritePair(second % 60, target[(position + 7)..]);
        if (fraction == 0)
            return position + 9;
        target[position + 9] = (byte)'.';
        var rest = (int)fraction;
        WritePair(rest / 10_000, target[(position + 10)..]);
        WritePair(rest / 100 % 100, target[(position + 12)..]);
        WritePair(rest % 100, target[(position + 14)..]);
        var end = position + 16;
        while (target[end - 1] == '0')
            end--;
        return end;
    }

    // PostgreSQL's own form: at least four digits of the year, counted without a year 0.
    private static int WriteFarDay(long dayNumber, string type, Span<byte> target, bool readable)
    {
        if (readable)
            throw new UnrepresentableValueException(dayNumber < 0 ? $"a {type} before the year 1 (BC)" : $"a {type} after the year 9999");
        var (year, month, day) = Civil(dayNumber);
        var shown = (int)(year > 0 ? year : 1 - year);
        var position = 0;
        if (shown < 10_000)
        {
            WritePair(shown / 100, target);
            WritePair(shown % 100, target[2..]);
            position = 4;
        }
        else
        {
            System.Buffers.Text.Utf8Formatter.TryFormat(shown, target, out position);
        }
        target[position] = (byte)'-';
        WritePair(month, target[(position + 1)..]);
        target[position + 3] = (byte)'-';
        WritePair(day, target[(position + 4)..]);
        return position + 6;
    }

    private static int WriteEra(long dayNumber, int position, Span<byte> target)
    {
        if (dayNumber >= 0)
            return position;
        " BC"u8.CopyTo(target[position..]);
        return position + 3;
    }

    // Gregorian calendar without end in both directions, in periods of 400 years that begin on 1 March.
    private static (long Year, int Month, int Day) Civil(long dayNumber)
    {
        const int daysPer400Years = 146_097;
        var shifted = dayNumber + 306;
        var period = Math.DivRem(shifted, daysPer400Years, out var dayOfPeriod);
        if (dayOfPeriod < 0)
        {
            period--;
            dayOfPeriod += daysPer400Years;
        }
        var yearOfPeriod = (dayOfPeriod - (dayOfPeriod / 1460) + (dayOfPeriod / 36_524) - (dayOfPeriod / 146_096)) / 365;
        var dayOfYear = (int)(dayOfPeriod - ((365 * yearOfPeriod) + (yearOfPeriod / 4) - (yearOfPeriod / 100)));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        return ((period * 400) + yearOfPeriod + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1);
    }

    private static void WritePair(int number, Span<byte> target) => MemoryMarshal.Write(target, Pairs[number]);
}
