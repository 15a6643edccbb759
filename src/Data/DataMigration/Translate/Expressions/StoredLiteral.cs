using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>Constants in the form in which the load stores values.</summary>
internal static class StoredLiteral
{
    private const int MostDigits = 28;

    /// <summary>A value in PostgreSQL's own text as an SQL literal; null when the encoding does not hold it.</summary>
    public static string? Of(ValueEncoding encoding, string text) => encoding switch
    {
        ValueEncoding.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture) : null,
        ValueEncoding.Boolean => text is "t" or "true" ? "1" : text is "f" or "false" ? "0" : null,
        ValueEncoding.Real4 or ValueEncoding.Real8 => Real(text),
        ValueEncoding.Decimal => Decimal(text) is { } canonical ? SqliteFile.Literal(canonical) : null,
        ValueEncoding.Uuid => SqliteFile.Literal(text.ToUpperInvariant()),
        ValueEncoding.TimestampTz => SqliteFile.Literal(text.EndsWith("+00", StringComparison.Ordinal) ? text[..^3] : text),
        ValueEncoding.Blob => text.StartsWith(@"\x", StringComparison.Ordinal) ? $"X'{text[2..].ToUpperInvariant()}'" : null,
        _ => SqliteFile.Literal(text),
    };

    /// <summary>EF Core's canonical decimal: a digit on either side of the point, no further trailing zeros; null when it has more digits than a decimal.</summary>
    public static string? Decimal(string text)
    {
        var negative = text.StartsWith('-');
        var digits = text.TrimStart('-', '+');
        if (digits.Length == 0 || digits.Any(c => !char.IsAsciiDigit(c) && c != '.') || digits.Count(c => c == '.') > 1)
            return null;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? digits : digits[..point]).TrimStart('0');
        var fraction = point < 0 ? "" : digits[(point + 1)..].TrimEnd('0');
        if (whole.Length + fraction.Length > MostDigits)
            return null;
        negative &= whole.Length + fraction.Length > 0;
        return $"{(negative ? "-" : "")}{(whole.Length == 0 ? "0" : whole)}.{(fraction.Length == 0 ? "0" : fraction)}";
    }

    /// <summary>How many digits a canonical decimal has before and after the point.</summary>
    public static int DigitsOf(string canonical) => canonical.Count(char.IsAsciiDigit);

    private static string? Real(string text)
    {
        if (text is "Infinity" or "-Infinity")
            return text[0] == '-' ? "-9e999" : "9e999";
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return null;
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return shortest.AsSpan().IndexOfAny(".E") < 0 ? shortest + ".0" : shortest;
    }
}
