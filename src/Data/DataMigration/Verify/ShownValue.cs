using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Values as a report shows them: PostgreSQL's text, long ones around the first difference.</summary>
internal static class ShownValue
{
    private const int Longest = 200;
    private const int Before = 60;

    /// <summary>The text; null for NULL.</summary>
    public static string? Text(MappedColumn column, in CapturedValue value) => value.Tag switch
    {
        ValueTag.Null => null,
        ValueTag.Refused => $"{Encoding.UTF8.GetString(value.Bytes)} (not in the form this column is stored in)",
        _ => column.Encoding switch
        {
            ValueEncoding.Real8 => BinaryPrimitives.ReadDoubleBigEndian(value.Bytes).ToString("R", CultureInfo.InvariantCulture),
            ValueEncoding.Real4 => ((float)BinaryPrimitives.ReadDoubleBigEndian(value.Bytes)).ToString("R", CultureInfo.InvariantCulture),
            ValueEncoding.Blob => string.Create(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadInt64BigEndian(value.Bytes)} bytes, SHA-256 {Convert.ToHexStringLower(value.Bytes.AsSpan(8))}"),
            _ => Encoding.UTF8.GetString(value.Bytes),
        },
    };

    /// <summary>Both values, shortened alike when they are long.</summary>
    public static (string? Source, string? Target) Pair(MappedColumn column, in CapturedValue source, in CapturedValue target)
    {
        var (a, b) = (Text(column, source), Text(column, target));
        var difference = (a ?? "").AsSpan().CommonPrefixLength(b ?? "");
        return (Shorten(a, difference, source.Length), Shorten(b, difference, target.Length));
    }

    /// <summary>A row that is on one side only.</summary>
    public static string Row(MappedTable table, CapturedRow row) => Shorten(
        string.Join(", ", table.Columns.Select((column, i) => $"{column.Source} = {Text(column, row.Values[i]) ?? "NULL"}")), 0, null)!;

    /// <summary>The key's values; the row's number in the target where there is no key, null when there is neither.</summary>
    public static string? Key(MappedTable table, CapturedRow row)
    {
        if (table.Key.Count > 0)
            return string.Join(", ", table.Key.Select(index => Shorten(Text(table.Columns[index], row.Values[index]), 0, row.Values[index].Length) ?? "NULL"));
        return row.RowId == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"row {row.RowId}");
    }

    private static string? Shorten(string? text, int difference, long? bytes)
    {
        if (text is null || (text.Length <= Longest && (bytes is null || bytes <= CanonicalRow.LongestKept)))
            return text;
        var start = Math.Clamp(difference - Before, 0, Math.Max(0, text.Length - Longest));
        var length = Math.Min(Longest, text.Length - start);
        // Half of a pair would not be a character.
        if (start > 0 && char.IsLowSurrogate(text[start]))
            (start, length) = (start + 1, length - 1);
        if (char.IsHighSurrogate(text[start + length - 1]))
            length--;
        var size = bytes is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ({bytes} bytes)");
        return $"{(start > 0 ? "…" : "")}{text.Substring(start, length)}{(start + length < text.Length ? "…" : "")}{size}";
    }
}
