using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.Backups;

/// <summary>What a table holds, in two values.</summary>
/// <param name="Digest">32 hexadecimal digits; equal for equal columns and rows, in whatever order the rows are.</param>
public sealed record TableContent(long Rows, string Digest);

/// <summary>
/// Digests of every ordinary table: the SHA-256 of each row summed modulo 2^128, so that neither order nor row numbers matter
/// and a duplicate does. One row at a time: memory does not grow with the table. It finds what SQLite's own checks cannot see, a
/// changed value inside a sound page.
/// </summary>
internal static class TableDigests
{
    // A longer value enters as its own hash, so that a row never needs more memory than SQLite gave it.
    private const int LongValue = 1 << 16;
    private const int RowsBetweenLooks = 4096;

    public static SortedDictionary<string, TableContent> Of(SqliteConnection connection, Action<double>? progress, CancellationToken cancellationToken)
    {
        var tables = Integrity.TablesOf(connection);
        var digests = new SortedDictionary<string, TableContent>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            digests[table] = connection.Interruptible(() => Of(connection.Handle!, table, cancellationToken), cancellationToken);
            progress?.Invoke((double)digests.Count / tables.Count);
        }
        return digests;
    }

    private static TableContent Of(sqlite3 db, string table, CancellationToken cancellationToken)
    {
        var code = raw.sqlite3_prepare_v2(db, $"SELECT * FROM {Quote(table)}", out var statement);
        if (code != raw.SQLITE_OK)
            throw Fault(db, code);
        using (statement)
        {
            var row = new ArrayBufferWriter<byte>(4096);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            var columns = raw.sqlite3_column_count(statement);
            var (sum, rows) = (UInt128.Zero, 0L);
            while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                row.ResetWrittenCount();
                for (var column = 0; column < columns; column++)
                    Write(row, statement, column);
                SHA256.HashData(row.WrittenSpan, hash);
                sum += BinaryPrimitives.ReadUInt128BigEndian(hash);
                if (++rows % RowsBetweenLooks == 0)
                    cancellationToken.ThrowIfCancellationRequested();
            }
            if (code != raw.SQLITE_DONE)
                throw Fault(db, code);
            var names = string.Join('\n', Enumerable.Range(0, columns).Select(column => raw.sqlite3_column_name(statement, column).utf8_to_string()));
            return new TableContent(rows, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{names}\n{rows}-{sum:x32}")).AsSpan(0, 16)));
        }
    }

    private static void Write(ArrayBufferWriter<byte> row, sqlite3_stmt statement, int column)
    {
        var type = raw.sqlite3_column_type(statement, column);
        var head = row.GetSpan(9);
        head[0] = (byte)type;
        if (type == raw.SQLITE_NULL)
        {
            row.Advance(1);
            return;
        }
        if (type is raw.SQLITE_INTEGER or raw.SQLITE_FLOAT)
        {
            var bits = type == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(statement, column) : BitConverter.DoubleToInt64Bits(raw.sqlite3_column_double(statement, column));
            BinaryPrimitives.WriteInt64LittleEndian(head[1..], bits);
            row.Advance(9);
            return;
        }
        // Of a text these are its bytes as stored, without a conversion.
        var value = raw.sqlite3_column_blob(statement, column);
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], value.Length);
        row.Advance(9);
        if (value.Length <= LongValue)
            row.Write(value);
        else
            row.Write(SHA256.HashData(value));
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static SqliteException Fault(sqlite3 db, int code) => new(raw.sqlite3_errmsg(db).utf8_to_string(), code & 0xFF);
}
