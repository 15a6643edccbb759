using AdminApp.Data.DataMigration.Catalogue;
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
    private readonly ParkedRows _parked;

    /// <param name="file">The target.</param>
    /// <param name="table">The table.</param>
    /// <param name="identity">Columns that tell its rows apart.</param>
    /// <param name="whole">They are all columns there are: rows may be there several times, and entries of the sidecar count.</param>
    /// <param name="encoder">Stores values.</param>
    /// <param name="exact">The sidecar.</param>
    /// <param name="parked">Rows that are out of the way.</param>
    public RowFinder(SqliteFile file, MappedTable table, IReadOnlyList<StreamColumn> identity, bool whole, ValueEncoder encoder, ExactRows exact, ParkedRows parked)
    {
        (_file, _table, _encoder, _exact, _whole, _parked) = (file, table, encoder, exact, whole, parked);
        _columns = [.. identity];
        _number = table.HasIntegerKey ? Array.Find(_columns, column => column.Column.Target == table.RowId) : null;
        _find = _number is null ? file.Prepare(Sql(SqliteFile.Quote(table.Target), SqliteFile.Quote(table.RowId!), _columns, whole)) : null;
    }

    /// <summary>The number of the row that has these values.</summary>
    /// <exception cref="StreamFaultException">There is none.</exception>
    public long Find(RowImage row)
    {
        if (_number is not null && row.Text(_number.Index) is { } text)
        {
            var number = long.Parse(text, null);
            _parked.Fetch(parked => Look(_file, $"SELECT row_id FROM {parked} WHERE row_id = {text}"));
            return number;
        }
        var found = Look(row, _find!, _columns, _whole);
        found = found.Count > 0 ? found : _parked.Fetch(parked =>
        {
            using var find = _file.Prepare(Sql(parked, "row_id", _columns, _whole));
            return Look(row, find, _columns, _whole) is [var number, ..] ? number : null;
        }) is { } fetched ? [fetched] : [];
        return found.Count > 0 ? found[0] : throw new StreamFaultException(
            $"The source changed a row of {_table.ShownName} ({Shown(row)}) that is not in the target: somebody else wrote there. Start the stream anew.");
    }

    /// <summary>The numbers of the rows that have the same values in some columns.</summary>
    public IReadOnlyList<long> Same(RowImage row, IReadOnlyList<StreamColumn> columns)
    {
        using var find = _file.Prepare(Sql(SqliteFile.Quote(_table.Target), SqliteFile.Quote(_table.RowId!), columns, false));
        return Look(row, find, columns, false, all: true);
    }

    public void Dispose() => _find?.Dispose();

    // A thousand conditions in a row would be too deep for SQLite.
    private static string All(ReadOnlySpan<string> conditions) =>
        conditions.Length == 1 ? conditions[0] : $"({All(conditions[..(conditions.Length / 2)])} AND {All(conditions[(conditions.Length / 2)..])})";

    // Under NOCASE a text that differs in case alone would be taken for the same.
    private static string Sql(string table, string number, IReadOnlyList<StreamColumn> columns, bool whole)
    {
        var conditions = columns.Select((column, index) => $"t.{SqliteFile.Quote(column.Column.Target)}{(whole ? " COLLATE BINARY" : "")} IS ?{index + 1}").ToArray();
        return $"SELECT t.{number} FROM {table} AS t WHERE {All(conditions)}";
    }

    private static long? Look(SqliteFile file, string sql)
    {
        using var statement = file.Prepare(sql);
        return file.Step(statement) ? raw.sqlite3_column_int64(statement, 0) : null;
    }

    private List<long> Look(RowImage row, sqlite3_stmt find, IReadOnlyList<StreamColumn> columns, bool whole, bool all = false)
    {
        _entries.Clear();
        var statement = NativeSqlite.AddressOf(find);
        for (var i = 0; i < columns.Count; i++)
            _encoder.Bind(statement, i + 1, columns[i], row.Start(columns[i].Index), row[columns[i].Index].Length, _entries);
        var numbers = new List<long>();
        try
        {
            while ((all || numbers.Count == 0) && _file.Step(find))
            {
                var number = raw.sqlite3_column_int64(find, 0);
                if (!whole || _exact.Matches(_table.Id, number, _entries))
                    numbers.Add(number);
            }
            return numbers;
        }
        finally
        {
            raw.sqlite3_reset(find);
            _encoder.Reset();
        }
    }

    private string Shown(RowImage row)
    {
        var text = string.Join(", ", _columns.Select(column => $"{column.Column.Source} {row.Text(column.Index) ?? "NULL"}"));
        return text.Length > 200 ? text[..200] + "…" : text;
    }
}
