namespace AdminApp.Data.DataMigration.Values;

/// <summary>From EF Core's canonical decimal (<c>0.0###…</c>) to PostgreSQL's text of a numeric.</summary>
internal static class DecimalText
{
    /// <param name="stored">The stored text.</param>
    /// <param name="scale">Digits after the point that the column's type fixes; null drops what is not needed.</param>
    /// <param name="target">Gets the text.</param>
    /// <returns>False when the text is not in the canonical form, or has more digits after the point than the type.</returns>
    public static bool TryAppend(ReadOnlySpan<byte> stored, int? scale, ByteBuilder target)
    {
        if (stored.SequenceEqual("NaN"u8) || stored.SequenceEqual("Infinity"u8) || stored.SequenceEqual("-Infinity"u8))
        {
            target.Append(stored);
            return true;
        }
        var point = stored.IndexOf((byte)'.');
        var sign = stored.StartsWith("-"u8) ? 1 : 0;
        if (point <= sign || point == stored.Length - 1)
            return false;
        var whole = stored[sign..point];
        var fraction = stored[(point + 1)..];
        var none = fraction.SequenceEqual("0"u8);
        var zero = whole.SequenceEqual("0"u8);
        if (!AllDigits(whole) || !AllDigits(fraction) || (whole[0] == '0' && !zero) || (fraction[^1] == '0' && !none) || (sign == 1 && zero && none))
            return false;
        if (none)
            fraction = [];
        if (fraction.Length > scale)
            return false;

        target.Append(stored[..point]);
        var digits = scale ?? fraction.Length;
        if (digits == 0)
            return true;
        target.Append((byte)'.');
        target.Append(fraction);
        target.Append((byte)'0', digits - fraction.Length);
        return true;
    }

    private static bool AllDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
