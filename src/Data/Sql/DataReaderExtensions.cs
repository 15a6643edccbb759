using System.Data.Common;
using System.Globalization;

namespace AdminApp.Data.Sql;

internal static class DataReaderExtensions
{
    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static bool? Flag(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetBoolean(column);

    /// <summary>Money is exact decimal text in SQLite; it never passes through a floating-point number.</summary>
    public static decimal Money(this DbDataReader reader, int column) => reader.IsDBNull(column)
        ? 0
        : decimal.Parse(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!, NumberStyles.Number, CultureInfo.InvariantCulture);
}
