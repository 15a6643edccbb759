using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>What is done with a field of a row; kept small, since it is looked at for every value.</summary>
internal enum FieldAction : byte
{
    Bool,
    Int16,
    Int32,
    Int64,
    UInt32,
    Real4,
    Real8,
    Decimal,

    /// <summary>Decimal whose zeros after the point are each value's own.</summary>
    FreeDecimal,
    Text,
    Jsonb,
    Date,
    Timestamp,
    Uuid,
    Blob,
}

/// <summary>A column that is read and written.</summary>
/// <param name="Index">In <see cref="MappedTable.Columns"/>; what the sidecar knows it by.</param>
internal readonly record struct InsertColumn(MappedColumn Column, int Index, FieldAction Action)
{
    /// <summary>The columns of a table that are read, in the order of <see cref="Chunk.Sql"/>.</summary>
    public static InsertColumn[] Of(MappedTable table) =>
        [.. table.Columns.Select((column, index) => new InsertColumn(column, index, ActionOf(column))).Where(column => !column.Column.Computed)];

    private static FieldAction ActionOf(MappedColumn column) => column.Wire switch
    {
        WireKind.Bool => FieldAction.Bool,
        WireKind.Int16 => FieldAction.Int16,
        WireKind.Int32 => FieldAction.Int32,
        WireKind.Int64 => FieldAction.Int64,
        WireKind.UInt32 => FieldAction.UInt32,
        WireKind.Float32 => FieldAction.Real4,
        WireKind.Float64 => FieldAction.Real8,
        WireKind.Numeric => column.Scale is null ? FieldAction.FreeDecimal : FieldAction.Decimal,
        WireKind.Jsonb => FieldAction.Jsonb,
        WireKind.Date => FieldAction.Date,
        WireKind.Timestamp => FieldAction.Timestamp,
        WireKind.Uuid => FieldAction.Uuid,
        WireKind.Bytes => FieldAction.Blob,
        _ => FieldAction.Text,
    };
}
