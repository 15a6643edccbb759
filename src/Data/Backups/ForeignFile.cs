using System.Buffers.Binary;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.Backups;

/// <summary>Opens a file that somebody sent in so that nothing in it can act.</summary>
internal static class ForeignFile
{
    private const int HeaderBytes = 100;
    private const int LongestValue = 256 << 20;
    private const int LongestStatement = 1 << 20;

    /// <returns>null when the beginning and the size are those of a SQLite database; otherwise what is wrong.</returns>
    public static string? HeaderFault(string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.StartsWith("SQLite format 3\0"u8))
            return "it is no SQLite database";
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is 1 ? 65_536 : BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        if (pageSize < 512 || !int.IsPow2(pageSize))
            return $"its header names a page size of {pageSize} bytes";
        var pages = BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        if (stream.Length % pageSize != 0 || pages * (long)pageSize > stream.Length)
            return $"it has {stream.Length} bytes and its header promises {pages * (long)pageSize}: it is truncated";
        return header[18] > 2 || header[19] > 2 ? "its format is newer than this version of SQLite" : null;
    }

    /// <summary>
    /// Read-only, defensive, with an untrusted schema: neither triggers nor views run, functions with side effects are refused
    /// in checks and generated columns, no extension can be loaded, nothing can be attached.
    /// </summary>
    public static SqliteConnection Open(SqlitePolicy policy, string path)
    {
        var connection = policy.Open(SqliteConnectionStrings.ReadOnce(path));
        var db = connection.Handle!;
        raw.sqlite3_enable_load_extension(db, 0);
        raw.sqlite3_db_config(db, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
        raw.sqlite3_db_config(db, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, out _);
        raw.sqlite3_db_config(db, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out _);
        raw.sqlite3_db_config(db, raw.SQLITE_DBCONFIG_ENABLE_VIEW, 0, out _);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_ATTACHED, 0);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_LENGTH, LongestValue);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_SQL_LENGTH, LongestStatement);
        return connection;
    }
}
