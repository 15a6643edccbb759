using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Values;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Catalogue;

/// <summary>
/// The exact values of one table (<c>_pg_exact</c>), met row by row in rising order of the row's number beside a scan of the
/// table itself. An entry holds only while the column still has the value it had when the entry was made.
/// </summary>
internal sealed class ExactValues : IDisposable
{
    private readonly SqliteFile _file;
    private readonly sqlite3_stmt _statement;
    private readonly nint _address;
    private bool _more;
    private long _row;

    /// <param name="file">The target; must not be changed meanwhile.</param>
    /// <param name="table">The table's number in the catalogue.</param>
    /// <param name="firstRow">Entries of earlier rows are left out.</param>
    public ExactValues(SqliteFile file, int table, long firstRow = long.MinValue)
    {
        _file = file;
        _statement = file.Prepare("SELECT row_id, column_id, stored, pgtext FROM _pg_exact WHERE table_id = ?1 AND row_id >= ?2 ORDER BY row_id, column_id");
        raw.sqlite3_bind_int(_statement, 1, table);
        raw.sqlite3_bind_int64(_statement, 2, firstRow);
        _address = NativeSqlite.AddressOf(_statement);
        Next();
    }

    /// <summary>Whether a row has entries, so that its columns need be asked for at all. Ask in rising order.</summary>
    public bool Reaches(long row)
    {
        while (_more && _row < row)
            Next();
        return _more && _row == row;
    }

    /// <summary>
    /// Looks whether a value has an exact text. Ask for rows and columns in rising order.
    /// </summary>
    /// <param name="row">The row's number.</param>
    /// <param name="column">Index of the column in the map.</param>
    /// <param name="stored">What the column holds now.</param>
    /// <param name="text">PostgreSQL's text; meaningless when <paramref name="isNull"/>. Valid until the next call.</param>
    /// <param name="isNull">The source had NULL.</param>
    public bool TryFind(long row, int column, in StoredValue stored, out ReadOnlySpan<byte> text, out bool isNull)
    {
        text = [];
        isNull = false;
        // Entries of rows that are gone, or of columns nobody asked for, are passed by.
        while (_more && (_row < row || (_row == row && NativeSqlite.ColumnInteger(_address, 1) < column)))
            Next();
        if (!_more || _row != row || NativeSqlite.ColumnInteger(_address, 1) != column || !Same(StoredValue.Read(_address, 2), stored))
            return false;
        var exact = StoredValue.Read(_address, 3);
        isNull = exact.IsNull;
        text = exact.Bytes;
        return true;
    }

    public void Dispose() => _statement.Dispose();

    private void Next()
    {
        _more = _file.Step(_statement);
        if (_more)
            _row = NativeSqlite.ColumnInteger(_address, 0);
    }

    private static bool Same(in StoredValue a, in StoredValue b) =>
        a.Type == b.Type && a.Integer == b.Integer && a.Real.Equals(b.Real) && a.Bytes.SequenceEqual(b.Bytes);
}
