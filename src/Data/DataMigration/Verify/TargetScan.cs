using System.Security.Cryptography;
using System.Text;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Values;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Reads rows of the target as they are stored, decoded through the catalogue, into their canonical form.</summary>
internal sealed class TargetScan(SqliteFile file, VerificationMeter meter, CancellationToken cancellationToken)
{
    private const int RowsPerReport = 2048;

    // Enough of a value that is not as it should be.
    private const int MostOfRefused = 1024;

    /// <summary>Reads the rows whose numbers lie in a range; a table without row numbers is always read whole.</summary>
    /// <param name="table">What to read.</param>
    /// <param name="first">Lowest row number.</param>
    /// <param name="last">Highest row number.</param>
    /// <param name="sink">Gets every row.</param>
    /// <param name="fills">Per column: is raised for every value that stands for a NULL of the source.</param>
    /// <param name="condition">See <see cref="StoredRows.Select"/>.</param>
    public void Read(MappedTable table, long first, long last, IRowSink sink, long[]? fills = null, string? condition = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var statement = file.Prepare(StoredRows.Select(table, table.Columns, between: true, condition));
        if (table.RowId is not null)
        {
            raw.sqlite3_bind_int64(statement, 1, first);
            raw.sqlite3_bind_int64(statement, 2, last);
        }
        using var exact = new ExactValues(file, table.Id, table.RowId is null ? long.MinValue : first);
        using var row = new CanonicalRow(table.Columns.Count);
        using var cancelled = cancellationToken.Register(file.Interrupt);
        try
        {
            ReadRows(table, statement, exact, row, sink, fills);
        }
        catch (SqliteFileException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private void ReadRows(MappedTable table, sqlite3_stmt statement, ExactValues exact, CanonicalRow row, IRowSink sink, long[]? fills)
    {
        var columns = table.Columns.ToArray();
        var decoded = new ByteBuilder(drain: row.AppendPiece);
        var address = NativeSqlite.AddressOf(statement);
        var numbered = table.RowId is not null;
        var rows = 0L;
        var bytes = 0L;
        for (var number = 1L; Step(statement, address); number++)
        {
            if (numbered)
                number = NativeSqlite.ColumnInteger(address, 0);
            row.Begin();
            var inexact = exact.Reaches(number);
            for (var i = 0; i < columns.Length; i++)
            {
                var value = StoredValue.Read(address, i + 1);
                if (inexact && exact.TryFind(number, i, value, out var text, out var isNull))
                    AppendExact(row, columns[i], text, isNull, i, fills);
                else
                    Append(row, columns[i], value, decoded);
            }
            sink.Add(row, number);
            bytes += row.Length;
            if (++rows < RowsPerReport)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            meter.ReadTarget(rows, bytes);
            (rows, bytes) = (0, 0);
        }
        meter.ReadTarget(rows, bytes);
    }

    private bool Step(sqlite3_stmt statement, nint address) => NativeSqlite.Step(address) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        // Again through the wrapper, which knows the connection's message.
        var code => throw file.Error(code),
    };

    private static void AppendExact(CanonicalRow row, MappedColumn column, ReadOnlySpan<byte> text, bool isNull, int index, long[]? fills)
    {
        if (isNull)
        {
            row.AppendNull();
            if (fills is not null)
                fills[index]++;
        }
        else if (column.Encoding == ValueEncoding.Real8)
        {
            row.AppendReal(RealText.Parse(text));
        }
        else if (column.Encoding == ValueEncoding.Real4)
        {
            row.AppendReal(RealText.ParseSingle(text));
        }
        else
        {
            row.Append(text);
        }
    }

    private static void Append(CanonicalRow row, MappedColumn column, in StoredValue value, ByteBuilder decoded)
    {
        if (value.IsNull)
        {
            row.AppendNull();
            return;
        }
        switch (column.Encoding)
        {
            case ValueEncoding.Text or ValueEncoding.Date or ValueEncoding.Timestamp when value.Type == raw.SQLITE_TEXT:
                row.Append(value.Bytes);
                return;
            case ValueEncoding.Real8 when value.Type == raw.SQLITE_FLOAT:
                row.AppendReal(value.Real);
                return;
            case ValueEncoding.Real4 when value.Type == raw.SQLITE_FLOAT && StoredText.StoredReal((float)value.Real).Equals(value.Real):
                row.AppendReal((float)value.Real);
                return;
            case ValueEncoding.Blob when value.Type == raw.SQLITE_BLOB:
                Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
                SHA256.HashData(value.Bytes, sha256);
                row.AppendBlob(value.Bytes.Length, sha256);
                return;
        }
        decoded.Clear();
        if (column.Encoding is (ValueEncoding.Real8 or ValueEncoding.Real4 or ValueEncoding.Blob) || !StoredText.TryAppend(column, value, decoded))
        {
            row.DropPieces();
            var shown = new StoredValue(value.Type, value.Integer, value.Real, value.Bytes[..Math.Min(value.Bytes.Length, MostOfRefused)]);
            row.Append(Encoding.UTF8.GetBytes($"{StorageOf(value.Type)} {shown.ToString()}"), ValueTag.Refused);
        }
        else if (decoded.Drained)
        {
            row.AppendPiece(decoded.Written);
            row.EndPieces();
        }
        else
        {
            row.Append(decoded.Written);
        }
    }

    private static string StorageOf(int type) => type switch
    {
        raw.SQLITE_INTEGER => "INTEGER",
        raw.SQLITE_FLOAT => "REAL",
        raw.SQLITE_TEXT => "TEXT",
        _ => "BLOB",
    };
}
