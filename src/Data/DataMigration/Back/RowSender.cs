using System.Buffers;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Values;

namespace AdminApp.Data.DataMigration.Back;

/// <summary>Turns the stored rows of one table, in the order of their numbers, into lines of COPY's text format.</summary>
internal sealed class RowSender
{
    private const int LongestShown = 80;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create("\\\b\f\n\r\t\v"u8);

    private readonly SqliteFile _file;
    private readonly MappedTable _table;
    private readonly CancellationToken _cancelled;
    private readonly string? _condition;
    private readonly (MappedColumn Column, int Index)[] _columns;

    // However long a value is, beside what SQLite holds there is but a piece of it: text goes into lines, and lines to the server.
    private readonly ByteBuilder _text;
    private readonly ByteBuilder _lines;
    private CopyTarget? _target;

    /// <param name="file">The file.</param>
    /// <param name="table">One of its tables.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="condition">See <see cref="StoredRows.Select"/>.</param>
    public RowSender(SqliteFile file, MappedTable table, CancellationToken cancellationToken, string? condition = null)
    {
        (_file, _table, _cancelled, _condition) = (file, table, cancellationToken, condition);
        _columns = [.. table.Columns.Select((column, index) => (column, index)).Where(item => !item.column.GeneratedInSource)];
        _text = new ByteBuilder(drain: AppendEscaped);
        _lines = new ByteBuilder(drain: Write);
    }

    /// <summary>What stands after COPY. Without columns none are named: all that are not generated are meant, which are none.</summary>
    public string Into(string quotedTable) =>
        _columns.Length == 0 ? quotedTable : $"{quotedTable} ({string.Join(", ", _columns.Select(item => SourceTable.Quote(item.Column.Source)))})";

    /// <param name="target">Where to.</param>
    /// <param name="sent">Called now and then with the number of rows so far.</param>
    /// <returns>Rows sent.</returns>
    /// <exception cref="DataMigrationException">A value is not stored as its column's encoding demands.</exception>
    public long Send(CopyTarget target, Action<long> sent)
    {
        _target = target;
        using var statement = _file.Prepare(StoredRows.Select(_table, _columns.Select(item => item.Column), between: false, _condition));
        using var exact = new ExactValues(_file, _table.Id);
        var address = NativeSqlite.AddressOf(statement);
        var rows = 0L;
        while (_file.Step(statement))
        {
            rows++;
            AppendRow(address, exact, _table.RowId is null ? rows : NativeSqlite.ColumnInteger(address, 0));
            if (!_lines.Drained)
                continue;
            Flush();
            sent(rows);
        }
        Flush();
        return rows;
    }

    private void AppendRow(nint address, ExactValues exact, long row)
    {
        var inexact = exact.Reaches(row);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (i > 0)
                _lines.Append((byte)'\t');
            var (column, index) = _columns[i];
            var value = StoredValue.Read(address, i + 1);
            if (inexact && exact.TryFind(row, index, value, out var text, out var isNull))
                Append(text, isNull);
            else
                AppendStored(column, value, row);
        }
        _lines.Append((byte)'\n');
    }

    private void AppendStored(MappedColumn column, in StoredValue value, long row)
    {
        if (value.IsNull)
        {
            Append([], true);
            return;
        }
        _text.Clear();
        if (!StoredText.TryAppend(column, value, _text))
            throw Misfit(column, value, row);
        Append(_text.Written, false);
    }

    private void Append(ReadOnlySpan<byte> text, bool isNull)
    {
        if (isNull)
        {
            _lines.Append("\\N"u8);
            return;
        }
        AppendEscaped(text);
    }

    private void AppendEscaped(ReadOnlySpan<byte> text)
    {
        for (var end = text.IndexOfAny(Escaped); end >= 0; end = text.IndexOfAny(Escaped))
        {
            _lines.Append(text[..end]);
            _lines.Append((byte)'\\');
            _lines.Append(text[end] switch
            {
                (byte)'\b' => (byte)'b',
                (byte)'\f' => (byte)'f',
                (byte)'\n' => (byte)'n',
                (byte)'\r' => (byte)'r',
                (byte)'\t' => (byte)'t',
                (byte)'\v' => (byte)'v',
                var backslash => backslash,
            });
            text = text[(end + 1)..];
        }
        _lines.Append(text);
    }

    private void Flush()
    {
        Write(_lines.Written);
        _lines.Clear();
    }

    private void Write(ReadOnlySpan<byte> lines)
    {
        _cancelled.ThrowIfCancellationRequested();
        _target!.Write(lines);
    }

    private DataMigrationException Misfit(MappedColumn column, in StoredValue stored, long row)
    {
        var value = new StoredValue(stored.Type, stored.Integer, stored.Real, stored.Bytes[..Math.Min(stored.Bytes.Length, LongestShown * 4)]).ToString();
        var shown = value.Length > LongestShown ? value[..LongestShown] + "…" : value;
        return new DataMigrationException($"{_table.Target}, row {row}: {column.Target} holds {shown.ReplaceLineEndings(" ")}, which is not how a {column.Type} is stored. "
            + "The database is as it was; correct the value in the file, then restore again.");
    }
}
