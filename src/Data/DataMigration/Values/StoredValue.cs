using System.Text;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Values;

/// <summary>A value as SQLite has it.</summary>
/// <param name="type">raw.SQLITE_INTEGER, _FLOAT, _TEXT, _BLOB or _NULL.</param>
internal readonly ref struct StoredValue(int type, long integer, double real, ReadOnlySpan<byte> bytes)
{
    public int Type { get; } = type;
    public long Integer { get; } = integer;
    public double Real { get; } = real;

    /// <summary>Of a text (UTF-8) or a blob.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public bool IsNull => Type == raw.SQLITE_NULL;

    /// <summary>A column of the row a statement stands on; valid until its next step.</summary>
    public static StoredValue Read(nint statement, int column)
    {
        var type = NativeSqlite.ColumnType(statement, column);
        return type switch
        {
            raw.SQLITE_INTEGER => new StoredValue(type, NativeSqlite.ColumnInteger(statement, column), 0, []),
            raw.SQLITE_FLOAT => new StoredValue(type, 0, NativeSqlite.ColumnReal(statement, column), []),
            raw.SQLITE_TEXT or raw.SQLITE_BLOB => new StoredValue(type, 0, 0, NativeSqlite.ColumnBytes(statement, column)),
            _ => new StoredValue(raw.SQLITE_NULL, 0, 0, []),
        };
    }

    /// <summary>For people, e.g. in a report of differences.</summary>
    public override string ToString() => Type switch
    {
        raw.SQLITE_INTEGER => Integer.ToString(null as IFormatProvider),
        raw.SQLITE_FLOAT => Real.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        raw.SQLITE_TEXT => Encoding.UTF8.GetString(Bytes),
        raw.SQLITE_BLOB => "\\x" + Convert.ToHexStringLower(Bytes),
        _ => "NULL",
    };
}
