using System.Globalization;

namespace AdminApp.Api;

/// <summary>A line of CSV (RFC 4180) that a spreadsheet shows as text: cells that would run as a formula get an apostrophe in front.</summary>
internal static class CsvLine
{
    public static string Of(params ReadOnlySpan<object?> cells)
    {
        var line = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            line[i] = Cell(cells[i]);
        return string.Join(',', line) + "\r\n";
    }

    private static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        // Numbers stay numbers, also negative ones; whatever people typed does not.
        if (value is string and ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
            text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
