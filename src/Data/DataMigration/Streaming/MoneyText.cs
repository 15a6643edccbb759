namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>From money as the locale C writes it, always with two digits after the point, to the numeric it is.</summary>
internal static class MoneyText
{
    /// <param name="text">For example <c>-$1,234.56</c>.</param>
    /// <param name="digits">Digits after the point in the source's own locale: money counts its smallest unit.</param>
    public static ReadOnlySpan<byte> ToNumeric(ReadOnlySpan<byte> text, int digits)
    {
        var units = new List<byte>(text.Length);
        foreach (var character in text)
        {
            if (character is >= (byte)'0' and <= (byte)'9')
                units.Add(character);
        }
        while (units.Count > digits + 1 && units[0] == '0')
            units.RemoveAt(0);
        while (units.Count < digits + 1)
            units.Insert(0, (byte)'0');
        if (digits > 0)
            units.Insert(units.Count - digits, (byte)'.');
        if (text.Contains((byte)'-'))
            units.Insert(0, (byte)'-');
        return units.ToArray();
    }
}
