using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration;

/// <summary>
/// Writes the rows of one table: from the bytes of the wire straight into the bound parameters, with no object per value.
/// </summary>
internal sealed class RowWriter : IDisposable
{
    private readonly SqliteFile _file;
    private readonly TablePlan _plan;
    private readonly CopiedColumn[] _columns;
    private readonly DerivedColumn[] _derived;
    private readonly int[][] _derivedSources;
    private readonly string?[][] _derivedValues;
    private readonly long[] _filled;
    private readonly (int Start, int Length)[] _fields;
    private readonly byte[] _text = new byte[WireText.Longest];
    private readonly bool _validateText;
    private readonly sqlite3_stmt _insert;

    public RowWriter(SqliteFile file, TablePlan plan, bool validateText)
    {
        _file = file;
        _plan = plan;
        _validateText = validateText;
        _columns = [.. plan.Columns];
        _derived = [.. plan.Derived];
        _derivedSources = [.. _derived.Select(derived => derived.Sources.Select(IndexOf).ToArray())];
        _derivedValues = [.. _derived.Select(derived => new string?[derived.Sources.Length])];
        _filled = new long[_columns.Length];
        _fields = new (int, int)[_columns.Length];
        _insert = file.Prepare(plan.InsertSql);
    }

    public long Rows { get; private set; }
    public long NegativeZeros { get; private set; }

    /// <summary>By column, how often a declared value took the place of a missing one.</summary>
    public IReadOnlyDictionary<string, long> Fills()
    {
        var fills = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_filled[i] > 0)
                fills[_columns[i].Name] = _filled[i];
        }
        if (Rows > 0)
        {
            foreach (var name in _plan.Constants.Where(fill => fill.Counted).Select(fill => fill.Column).Concat(_plan.AbsentColumns))
                fills[name] = Rows;
        }
        return fills;
    }

    /// <summary>Writes a block of whole rows.</summary>
    public void Write(ReadOnlySpan<byte> rows)
    {
        var position = 0;
        while (position < rows.Length)
        {
            if (BinaryPrimitives.ReadInt16BigEndian(rows[position..]) != _columns.Length)
                throw new IOException($"A row of {_plan.Name} has another number of fields than was asked for");
            position += 2;
            for (var i = 0; i < _columns.Length; i++)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(rows[position..]);
                position += 4;
                _fields[i] = (position, length);
                position += Math.Max(0, length);
            }
            WriteRow(rows);
        }
    }

    public void Dispose() => _insert.Dispose();

    private void WriteRow(ReadOnlySpan<byte> rows)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            var (start, length) = _fields[i];
            if (length < 0)
            {
                BindMissing(i);
                continue;
            }
            try
            {
                Bind(i, rows.Slice(start, length));
            }
            catch (UnrepresentableValueException error)
            {
                throw new DataMigrationException($"{_plan.Name}.{_columns[i].Name} of the row with {Key(rows)} holds {error.Message}, which the target cannot hold. Correct it in the source and copy again.", error);
            }
        }
        for (var i = 0; i < _derived.Length; i++)
            BindDerived(i, rows);

        var code = raw.sqlite3_step(_insert);
        if (code != raw.SQLITE_DONE)
            throw Refused(_file.Error(code), rows);
        raw.sqlite3_reset(_insert);
        Rows++;
    }

    private void BindMissing(int column)
    {
        if (_columns[column].Fill is not { } fill)
        {
            raw.sqlite3_bind_null(_insert, column + 1);
            return;
        }
        if (fill.Utf8 is { } text)
            raw.sqlite3_bind_text(_insert, column + 1, text);
        else
            raw.sqlite3_bind_int64(_insert, column + 1, fill.Integer);
        if (fill.Counted)
            _filled[column]++;
    }

    private void Bind(int column, ReadOnlySpan<byte> value)
    {
        Span<byte> text = _text;
        switch (_columns[column].Kind)
        {
            case WireKind.Bool:
                BindInteger(column, value[0]);
                break;
            case WireKind.Int16:
                BindInteger(column, BinaryPrimitives.ReadInt16BigEndian(value));
                break;
            case WireKind.Int32:
                BindInteger(column, BinaryPrimitives.ReadInt32BigEndian(value));
                break;
            case WireKind.Int64:
                BindInteger(column, BinaryPrimitives.ReadInt64BigEndian(value));
                break;
            case WireKind.UInt32:
                BindInteger(column, BinaryPrimitives.ReadUInt32BigEndian(value));
                break;
            case WireKind.Float32:
                BindReal(column, BinaryPrimitives.ReadSingleBigEndian(value));
                break;
            case WireKind.Float64:
                BindReal(column, BinaryPrimitives.ReadDoubleBigEndian(value));
                break;
            case WireKind.Numeric:
                BindText(column, text[..WireText.WriteNumeric(value, text)]);
                break;
            case WireKind.Date:
                BindText(column, text[..WireText.WriteDate(BinaryPrimitives.ReadInt32BigEndian(value), text)]);
                break;
            case WireKind.Timestamp:
                BindText(column, text[..WireText.WriteTimestamp(BinaryPrimitives.ReadInt64BigEndian(value), text)]);
                break;
            case WireKind.Uuid:
                BindText(column, text[..WireText.WriteUuid(value, text)]);
                break;
            case WireKind.Bytes:
                BindBytes(column, value);
                break;
            default:
                // jsonb is its text behind a version byte.
                BindSourceText(column, _columns[column].Kind == WireKind.Jsonb ? value[1..] : value);
                break;
        }
    }

    private void BindInteger(int column, long value) => raw.sqlite3_bind_int64(_insert, column + 1, value);

    private void BindReal(int column, double value)
    {
        if (double.IsNaN(value))
            throw new UnrepresentableValueException("the number 'NaN'");
        if (value == 0 && double.IsNegative(value))
            NegativeZeros++;
        raw.sqlite3_bind_double(_insert, column + 1, value);
    }

    private void BindSourceText(int column, ReadOnlySpan<byte> value)
    {
        if (_validateText && !Utf8.IsValid(value))
            throw new UnrepresentableValueException("bytes that are not UTF-8");
        BindText(column, value);
    }

    // An empty span has no address, and SQLite takes that for NULL: hence the other calls for nothing.
    private void BindText(int column, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            raw.sqlite3_bind_text(_insert, column + 1, "");
        else
            raw.sqlite3_bind_text(_insert, column + 1, value);
    }

    private void BindBytes(int column, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            raw.sqlite3_bind_zeroblob(_insert, column + 1, 0);
        else
            raw.sqlite3_bind_blob(_insert, column + 1, value);
    }

    private void BindDerived(int index, ReadOnlySpan<byte> rows)
    {
        var values = _derivedValues[index];
        for (var i = 0; i < values.Length; i++)
        {
            var source = _derivedSources[index][i];
            values[i] = source < 0 || _fields[source].Length < 0 ? null : Encoding.UTF8.GetString(rows.Slice(_fields[source].Start, _fields[source].Length));
        }
        var parameter = _columns.Length + index + 1;
        if (_derived[index].Compute(values) is { } text)
            raw.sqlite3_bind_text(_insert, parameter, text);
        else
            raw.sqlite3_bind_null(_insert, parameter);
    }

    private Exception Refused(SqliteFileException error, ReadOnlySpan<byte> rows) => error.Code == raw.SQLITE_CONSTRAINT
        ? new DataMigrationException($"The target refuses the row of {_plan.Name} with {Key(rows)}: {error.Message}. Correct it in the source and copy again.", error)
        : error;

    private string Key(ReadOnlySpan<byte> rows)
    {
        var index = _plan.Target.IntegerKey is { } key ? IndexOf(key) : -1;
        if (index < 0 || _fields[index].Length is not (2 or 4 or 8))
            return $"number {Rows + 1} in the order read";
        var value = rows.Slice(_fields[index].Start, _fields[index].Length);
        var number = value.Length switch
        {
            2 => BinaryPrimitives.ReadInt16BigEndian(value),
            4 => BinaryPrimitives.ReadInt32BigEndian(value),
            _ => BinaryPrimitives.ReadInt64BigEndian(value),
        };
        return $"{_columns[index].Name} {number}";
    }

    private int IndexOf(string column) => Array.FindIndex(_columns, candidate => candidate.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
}
