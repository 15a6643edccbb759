using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Values;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>The target has no place for a row: a key twice, NULL where none may be.</summary>
internal sealed class RowRefusedException(MappedTable table, string message, Exception inner) : Exception(message, inner)
{
    public MappedTable Table => table;

    public static RowRefusedException Of(MappedTable table, string key, SqliteFileException error) =>
        new(table, $"The target refuses the row of {table.Target} with {key}: {error.Message}. Correct it in the source and copy again.", error);
}

/// <summary>
/// Writes the rows of one table: from the bytes of the wire straight into the bound parameters, with no object per value and
/// no copy of texts.
/// </summary>
internal sealed unsafe class RowWriter : IDisposable
{
    private readonly SqliteFile _file;
    private readonly MappedTable _table;
    private readonly InsertColumn[] _columns;
    private readonly FieldAction[] _actions;
    private readonly DerivedValues? _derived;
    private readonly ExactWriter _exact;
    private readonly Scratch _scratch = new();
    private readonly (nint Start, int Length)[] _fields;
    private readonly bool _readable;
    private readonly bool _validateText;
    private readonly bool _exactFills;
    private readonly sqlite3_stmt _insert;
    private readonly nint _statement;

    // Where a fault would be: the row, and the column being bound.
    private byte* _row;
    private int _column;

    /// <param name="file">The target.</param>
    /// <param name="table">Whose rows they are.</param>
    /// <param name="mode">In model mode values that the application cannot read are refused.</param>
    /// <param name="validateText">The source may hold text that is not UTF-8.</param>
    /// <param name="totals">What was written before; goes on counting.</param>
    public RowWriter(SqliteFile file, MappedTable table, CopyMode mode, bool validateText, TableTotals totals)
    {
        _file = file;
        _table = table;
        _readable = mode == CopyMode.Model;
        _validateText = validateText;
        Totals = totals;
        _columns = InsertColumn.Of(table);
        _actions = [.. _columns.Select(column => column.Action)];
        _fields = new (nint, int)[_columns.Length];
        _derived = table.Derived.Count > 0 ? new DerivedValues(table, _columns, _scratch) : null;
        _exactFills = table.RowId is not null;
        _exact = new ExactWriter(file);
        _insert = file.Prepare(InsertSql(table, _columns));
        _statement = NativeSqlite.AddressOf(_insert);
    }

    public TableTotals Totals { get; }

    private static string InsertSql(MappedTable table, IReadOnlyList<InsertColumn> columns)
    {
        var bound = columns.Select(column => column.Column.Target).Concat(table.Derived.Select(derived => derived.Column)).ToArray();
        if (bound.Length == 0 && table.Constants.Count == 0)
            return $"INSERT INTO {SqliteFile.Quote(table.Target)} DEFAULT VALUES";
        var names = bound.Concat(table.Constants.Select(fill => fill.Column)).Select(SqliteFile.Quote);
        var values = bound.Select((_, index) => $"?{index + 1}").Concat(table.Constants.Select(fill => fill.Literal));
        return $"INSERT INTO {SqliteFile.Quote(table.Target)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
    }

    /// <summary>Writes a block of whole rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(RowBlock block)
    {
        var position = block.First;
        var end = position + block.Length;
        try
        {
            while (position < end)
            {
                _row = position;
                if (BinaryPrimitives.ReadInt16BigEndian(new ReadOnlySpan<byte>(position, 2)) != _actions.Length)
                    throw new IOException($"A row of {_table.Target} has another number of fields than was asked for");
                position = Bind(position + 2);
                _derived?.Bind(_statement, Fields());
                Step();
            }
        }
        catch (UnrepresentableValueException error)
        {
            throw new DataMigrationException($"{_table.Target}.{_columns[_column].Column.Target} of the row with {Key()} holds {error.Message}, which the target cannot hold. Correct it in the source and copy again.", error);
        }
        Totals.Bytes += block.Length;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _exact.Dispose();
        _scratch.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* Bind(byte* position)
    {
        var actions = _actions;
        for (var i = 0; i < actions.Length; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(new ReadOnlySpan<byte>(position, 4));
            position += 4;
            if (length < 0)
            {
                BindMissing(i);
                continue;
            }
            Bind(actions[i], i, position, length);
            position += length;
        }
        return position;
    }

    private void Step()
    {
        var code = NativeSqlite.Step(_statement);
        if (code != raw.SQLITE_DONE)
            throw Refused(_file.Error(code));
        NativeSqlite.Reset(_statement);
        Totals.Rows++;
        if (_exact.HasAny)
            _exact.Write(_table.Id, _file.LastRowId);
        _scratch.Reset();
    }

    private void BindMissing(int column)
    {
        if (_columns[column].Column.Fill is not { } fill)
        {
            NativeSqlite.BindNull(_statement, column + 1);
            return;
        }
        if (fill.Utf8 is { } text)
            raw.sqlite3_bind_text(_insert, column + 1, text);
        else
            NativeSqlite.BindInteger(_statement, column + 1, fill.Integer);
        if (_exactFills)
            _exact.Add(_columns[column].Index, fill.Value as string ?? (object)fill.Integer, null);
        if (fill.Counted)
            Totals.Filled(_columns[column].Column.Target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Bind(FieldAction action, int column, byte* value, int length)
    {
        _column = column;
        var parameter = column + 1;
        var span = new ReadOnlySpan<byte>(value, length);
        switch (action)
        {
            case FieldAction.Text:
                BindText(parameter, value, length);
                break;
            case FieldAction.Int32:
                NativeSqlite.BindInteger(_statement, parameter, BinaryPrimitives.ReadInt32BigEndian(span));
                break;
            case FieldAction.Decimal:
            case FieldAction.FreeDecimal:
                BindDecimal(column, span);
                break;
            case FieldAction.Bool:
                NativeSqlite.BindInteger(_statement, parameter, *value);
                break;
            case FieldAction.Timestamp:
                BindMade(parameter, WireText.WriteTimestamp(BinaryPrimitives.ReadInt64BigEndian(span), Made(WireText.Longest), _readable));
                break;
            case FieldAction.Date:
                BindMade(parameter, WireText.WriteDate(BinaryPrimitives.ReadInt32BigEndian(span), Made(WireText.Longest), _readable));
                break;
            case FieldAction.Uuid:
                BindMade(parameter, WireText.WriteUuid(span, Made(WireText.Longest)));
                break;
            case FieldAction.Int16:
                NativeSqlite.BindInteger(_statement, parameter, BinaryPrimitives.ReadInt16BigEndian(span));
                break;
            case FieldAction.Int64:
                NativeSqlite.BindInteger(_statement, parameter, BinaryPrimitives.ReadInt64BigEndian(span));
                break;
            case FieldAction.UInt32:
                NativeSqlite.BindInteger(_statement, parameter, BinaryPrimitives.ReadUInt32BigEndian(span));
                break;
            case FieldAction.Real4:
                BindReal(column, StoredText.StoredReal(BinaryPrimitives.ReadSingleBigEndian(span)));
                break;
            case FieldAction.Real8:
                BindReal(column, BinaryPrimitives.ReadDoubleBigEndian(span));
                break;
            case FieldAction.Jsonb:
                // Its text behind a version byte.
                BindText(parameter, value + 1, length - 1);
                break;
            default:
                NativeSqlite.BindBlob(_statement, parameter, value, length);
                break;
        }
    }

    private void BindText(int parameter, byte* value, int length)
    {
        if (_validateText && !Utf8.IsValid(new ReadOnlySpan<byte>(value, length)))
            throw new UnrepresentableValueException("bytes that are not UTF-8");
        NativeSqlite.BindText(_statement, parameter, value, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Made(int length) => new(_scratch.Room(length), length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BindMade(int parameter, int length)
    {
        NativeSqlite.BindText(_statement, parameter, _scratch.Room(0), length);
        _scratch.Keep(length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BindDecimal(int column, ReadOnlySpan<byte> value)
    {
        var needed = NumericText.Needs(value);
        var target = Made(needed);
        var length = NumericText.Write(value, target, _readable, out var exact);
        if (!exact && _actions[column] == FieldAction.FreeDecimal)
        {
            var text = new byte[needed];
            _exact.Add(_columns[column].Index, Encoding.ASCII.GetString(target[..length]), Encoding.ASCII.GetString(text, 0, NumericText.WriteExact(value, target[..length], text)));
        }
        BindMade(column + 1, length);
    }

    private void BindReal(int column, double value)
    {
        if (double.IsNaN(value))
        {
            if (_readable || _columns[column].Column.NotNull)
                throw new UnrepresentableValueException("the number 'NaN'");
            _exact.Add(_columns[column].Index, null, "NaN");
            NativeSqlite.BindNull(_statement, column + 1);
            return;
        }
        if (value == 0 && double.IsNegative(value))
        {
            Totals.NegativeZeros++;
            _exact.Add(_columns[column].Index, 0.0, "-0");
        }
        NativeSqlite.BindReal(_statement, column + 1, value);
    }

    private Exception Refused(SqliteFileException error) => error.Code == raw.SQLITE_CONSTRAINT ? RowRefusedException.Of(_table, Key(), error) : error;

    private ReadOnlySpan<(nint Start, int Length)> Fields()
    {
        var position = _row + 2;
        for (var i = 0; i < _fields.Length; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(new ReadOnlySpan<byte>(position, 4));
            _fields[i] = ((nint)position + 4, length);
            position += 4 + Math.Max(0, length);
        }
        return _fields;
    }

    private string Key()
    {
        var fields = Fields();
        var index = _table.HasIntegerKey ? Array.FindIndex(_columns, column => column.Column.Target == _table.RowId) : -1;
        if (index < 0 || fields[index].Length is not (2 or 4 or 8))
            return $"number {Totals.Rows + 1} in the order read";
        var value = new ReadOnlySpan<byte>((byte*)fields[index].Start, fields[index].Length);
        var number = value.Length switch
        {
            2 => BinaryPrimitives.ReadInt16BigEndian(value),
            4 => BinaryPrimitives.ReadInt32BigEndian(value),
            _ => BinaryPrimitives.ReadInt64BigEndian(value),
        };
        return $"{_columns[index].Column.Target} {number}";
    }
}
