using System.Collections.Frozen;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.Schema.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AdminApp.Data.DataMigration;

/// <summary>
/// What the application expects to read from each column. SQLite keeps amounts, instants and names alike as TEXT, so its
/// types alone would let a text into an amount.
/// </summary>
internal static class ModelTypes
{
    private static readonly Lazy<FrozenDictionary<string, Type>> ByColumn = new(Read);

    /// <summary>The .NET type stored in a column; null when the model does not know the column.</summary>
    public static Type? Of(string table, string column) => ByColumn.Value.GetValueOrDefault($"{table}.{column}");

    /// <summary>Whether values of that kind are what the model writes for the type.</summary>
    public static bool Holds(Type type, WireKind kind) => kind switch
    {
        WireKind.Bool => type == typeof(bool),
        WireKind.Int16 or WireKind.Int32 or WireKind.UInt32 or WireKind.Int64 => type == typeof(int) || type == typeof(long) || type == typeof(short),
        WireKind.Float32 or WireKind.Float64 => type == typeof(double) || type == typeof(float),
        WireKind.Numeric => type == typeof(decimal),
        WireKind.Date => type == typeof(DateOnly),
        WireKind.Timestamp => type == typeof(DateTime),
        WireKind.Uuid => type == typeof(Guid) || type == typeof(string),
        WireKind.Bytes => type == typeof(byte[]),
        _ => type == typeof(string),
    };

    private static FrozenDictionary<string, Type> Read()
    {
        using var context = new SqliteTenantContext(new DbContextOptionsBuilder<SqliteTenantContext>().UseSqlite("Data Source=:memory:").Options);
        return context.Model.GetRelationalModel().Tables
            .SelectMany(table => table.Columns.Select(column => (Name: $"{table.Name}.{column.Name}", Type: StoredType(column))))
            .ToFrozenDictionary(column => column.Name, column => column.Type, StringComparer.OrdinalIgnoreCase);
    }

    private static Type StoredType(IColumn column)
    {
        var mapping = column.PropertyMappings[0].TypeMapping;
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }
}
