using System.Text;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration;

/// <summary>
/// A value for a column whose value the source lacks: NULL, or no such column.
/// </summary>
/// <param name="Value">A whole number (also for booleans) or a text.</param>
/// <param name="Counted">False for columns the origin never had, where a count would tell nothing.</param>
internal sealed record DeclaredFill(string Table, string Column, object Value, bool Counted = true)
{
    /// <summary>The value as it is written into SQL.</summary>
    public string Literal => Value is string text ? SqliteFile.Literal(text) : Integer.ToString(null as IFormatProvider);

    /// <summary>The value as text, null for a number.</summary>
    public byte[]? Utf8 { get; } = Value is string text ? Encoding.UTF8.GetBytes(text) : null;

    public long Integer => Value is int number ? number : 0;
}

/// <summary>
/// Every value a copy may make up; there are no others. <c>parties.gst_enabled</c> is missing on purpose: the API reads
/// NULL as true and invoice tax reads it as false, so any value in its place would change tax.
/// </summary>
internal static class DeclaredFills
{
    private static readonly DeclaredFill[] All =
    [
        new("parties", "is_active", 1),
        new("parties", "gst_registration_status", "GST not registered"),
        new("parties", "version", 1, Counted: false),
        new("products", "version", 1, Counted: false),
        new("parties", "is_protected", 0, Counted: false),
        new("products", "is_protected", 0, Counted: false),
    ];

    public static DeclaredFill? Find(string table, string column) => All.FirstOrDefault(fill =>
        fill.Table.Equals(table, StringComparison.OrdinalIgnoreCase) && fill.Column.Equals(column, StringComparison.OrdinalIgnoreCase));
}
