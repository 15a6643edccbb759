using System.Runtime.InteropServices;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>
/// The few SQLite calls that are made for every value, without the wrapper's reference counting and without SQLite copying
/// what is bound. Same library as the rest: the handles come from <see cref="SqliteFile"/>.
/// </summary>
internal static unsafe partial class NativeSqlite
{
    private const string Library = "e_sqlite3";

    /// <summary>The bytes stay where they are until the statement is reset or bound anew.</summary>
    private const nint Static = 0;

    /// <summary>For <see cref="Deserialize"/>: SQLite neither changes nor frees the bytes.</summary>
    public const uint DeserializeReadOnly = 4;

    [LibraryImport(Library, EntryPoint = "sqlite3_serialize", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* Serialize(nint database, string schema, out long size, uint flags);

    [LibraryImport(Library, EntryPoint = "sqlite3_deserialize", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Deserialize(nint database, string schema, byte* bytes, long size, long capacity, uint flags);

    [LibraryImport(Library, EntryPoint = "sqlite3_free")]
    public static partial void Free(void* memory);

    /// <summary>The statement's address; valid as long as the statement is not disposed.</summary>
    public static nint AddressOf(sqlite3_stmt statement) => statement.DangerousGetHandle();

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    public static partial int BindNull(nint statement, int parameter);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    public static partial int BindInteger(nint statement, int parameter, long value);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double")]
    public static partial int BindReal(nint statement, int parameter, double value);

    /// <summary>Binds UTF-8 in place; it must not move until the statement is reset. An address of null binds NULL.</summary>
    public static int BindText(nint statement, int parameter, byte* value, int length) => BindText(statement, parameter, value, length, Static);

    /// <summary>Binds bytes in place; they must not move until the statement is reset. An address of null binds NULL.</summary>
    public static int BindBlob(nint statement, int parameter, byte* value, int length) => BindBlob(statement, parameter, value, length, Static);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    public static partial int ColumnType(nint statement, int column);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static partial long ColumnInteger(nint statement, int column);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_column_double")]
    public static partial double ColumnReal(nint statement, int column);

    /// <summary>The bytes of a TEXT or BLOB value, valid until the next step. Ask for the type first: nothing is converted.</summary>
    public static ReadOnlySpan<byte> ColumnBytes(nint statement, int column)
    {
        var start = ColumnBlob(statement, column);
        return start is null ? [] : new ReadOnlySpan<byte>(start, ColumnLength(statement, column));
    }

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(nint statement, int parameter, byte* value, int length, nint destructor);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBlob(nint statement, int parameter, byte* value, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    private static partial byte* ColumnBlob(nint statement, int column);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static partial int ColumnLength(nint statement, int column);
}
