using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Finds the row of the target that a change of the source means.</summary>
internal sealed unsafe class RowFinder : IDisposable
{
    private readonly SqliteFile _file;
    private readonly MappedTable _table;
    private readonly ValueEncoder _encoder;
    private readonly ExactRows _exact;
    private readonly StreamColumn[] _columns;
    private readonly bool _whole;
    private readonly StreamColumn? _number;
    private readonly sqlite3_stmt? _find;
    private readonly List<ExactEntry> _entries = [];

    /// <param name="file">The target.</param>
    /// <param name="table">The table.</param>
    /// <param name="identity">Columns that tell its rows apart.</param>
    /// <param name="whole">They are all columns there are: rows may be there several times, and entries of the sidecar count.</param>
    /// <param name="encoder">Stores values.</param>
    /// <param name="exact">The sidecar.</param>
    public RowFinder(SqliteFile file, MappedTable table, IReadOnlyList<StreamColumn> identity, bool whole, ValueEncoder encoder, ExactRows exact)
    {
        (_file, _table, _encoder, _exact, _whole) = (file, table, encoder, exact, whole);
        _columns = [.. identity];
        _number = table.HasIntegerKey ? Array.Find(_columns, column => column.Column.Target == table.RowId) : null;
        if (_number is not null)
            return;
        var number = "t." + SqliteFile.Quote(table.RowId!);
        // Under NOCASE a text that differs in case alone would be taken for the same.
        var conditions = _columns.Select((column, index) => $"t.{SqliteFile.Quote(column.Column.Target)}{(whole ? " COLLATE BINARY" : "")} IS ?{index + 1}").ToArray();
        _find = file.Prepare($"SELECT {number} FROM {SqliteFile.Quote(table.Target)} AS t WHERE {All(conditions)}");
    }

    /// <summary>The number of the row that has these values.</summary>
    /// <exception cref="StreamFaultException">There is none.</exception>
    public long Find(RowImage row)
    {
        if (_number is not null && row.Text(_number.Index) is { } text)
            return long.Parse(text, null);
        return Look(row) ?? throw new StreamFaultException(
            $"The source changed a row of {_table.ShownName} ({Shown(row)}) that is not in the target: somebody else wrote there. Start the stream anew.");
    }

    public void Dispose() => _find?.Dispose();

    // A thousand conditions in a row would be too deep for SQLite.
    private static string All(ReadOnlySpan<string> conditions) =>
        conditions.Length == 1 ? conditions[0] : $"({All(conditions[..(conditions.Length / 2)])} AND {All(conditions[(conditions.Length / 2)..])})";

    private long? Look(RowImage row)
    {
        if (_find is null)
            return null;
        _entries.Clear();
        var statement = NativeSqlite.AddressOf(_find);
        for (var i = 0; i < _columns.Length; i++)
            _encoder.Bind(statement, i + 1, _columns[i], row.Start(_columns[i].Index), row[_columns[i].Index].Length, _entries);
        try
        {
            while (_file.Step(_find))
            {
                var number = raw.sqlite3_column_int64(_find, 0);
                if (!_whole || _exact.Matches(_table.Id, number, _entries))
                    return number;
            }
            return null;
        }
        finally
        {
            raw.sqlite3_reset(_find);
            _encoder.Reset();
        }
    }

    private string Shown(RowImage row)
    {
        var text = string.Join(", ", _columns.Select(column => $"{column.Column.Source} {row.Text(column.Index) ?? "NULL"}"));
        return text.Length > 200 ? text[..200] + "…" : text;
    }
}
