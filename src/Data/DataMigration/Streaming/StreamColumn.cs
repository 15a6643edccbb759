using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>How PostgreSQL's text of a column becomes what is stored.</summary>
internal enum ColumnForm : byte
{
    Integer,
    Boolean,
    Real4,
    Real8,
    Decimal,

    /// <summary>Decimal whose zeros after the point are each value's own.</summary>
    FreeDecimal,

    /// <summary>A sign, thousands and a point as the locale C writes them.</summary>
    Money,
    Text,
    Uuid,
    Date,
    Timestamp,
    TimestampTz,
    Blob,
    Array,
}

/// <summary>What stands in an array that is stored as JSON.</summary>
internal enum ArrayElement : byte
{
    Text,
    Number,
    Boolean,
}

/// <summary>A column whose changes are applied.</summary>
/// <param name="Index">In <see cref="MappedTable.Columns"/>; what the sidecar knows it by.</param>
internal sealed record StreamColumn(MappedColumn Column, int Index, ColumnForm Form, ArrayElement Element)
{
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal) { "int2", "int4", "int8", "numeric", "float4", "float8" };

    /// <summary>Values of it may need an entry in the sidecar.</summary>
    public bool MayBeInexact => Column.Fill is not null || Form is ColumnForm.FreeDecimal or ColumnForm.Money or ColumnForm.Real4 or ColumnForm.Real8;

    /// <param name="column">The column.</param>
    /// <param name="index">See <see cref="Index"/>.</param>
    /// <param name="element">typname of the elements of an array.</param>
    public static StreamColumn Of(MappedColumn column, int index, string? element) =>
        new(column, index, FormOf(column), element == "bool" ? ArrayElement.Boolean : element is not null && Numbers.Contains(element) ? ArrayElement.Number : ArrayElement.Text);

    private static ColumnForm FormOf(MappedColumn column) => column.Encoding switch
    {
        ValueEncoding.Integer => ColumnForm.Integer,
        ValueEncoding.Boolean => ColumnForm.Boolean,
        ValueEncoding.Real4 => ColumnForm.Real4,
        ValueEncoding.Real8 => ColumnForm.Real8,
        // The one type that is cast on its way.
        ValueEncoding.Decimal when column.TextSelect.EndsWith("::numeric", StringComparison.Ordinal) => ColumnForm.Money,
        ValueEncoding.Decimal => column.Scale is null ? ColumnForm.FreeDecimal : ColumnForm.Decimal,
        ValueEncoding.Uuid => ColumnForm.Uuid,
        ValueEncoding.Date => ColumnForm.Date,
        ValueEncoding.Timestamp => ColumnForm.Timestamp,
        ValueEncoding.TimestampTz => ColumnForm.TimestampTz,
        ValueEncoding.Blob => ColumnForm.Blob,
        ValueEncoding.Array => ColumnForm.Array,
        _ => ColumnForm.Text,
    };
}
