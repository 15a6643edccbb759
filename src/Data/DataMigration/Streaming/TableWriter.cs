using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>A changed row, column by column in the order of the map: what the source sent of it, and what had to be worked out.</summary>
/// <param name="columns">Columns of the table.</param>
internal sealed unsafe class RowImage(int columns)
{
    private readonly Field[] _fields = new Field[columns];
    private readonly byte[]?[] _made = new byte[columns][];

    /// <summary>The message the fields are in; does not move.</summary>
    public byte* Message { get; set; }

    public void Clear()
    {
        Array.Fill(_fields, new Field(FieldKind.Unchanged, 0, -1));
        Array.Clear(_made);
    }

    public Field this[int column]
    {
        get => _fields[column];
        set => _fields[column] = value;
    }

    /// <summary>A value that did not come with the change. Lives on the pinned heap until the row is done.</summary>
    public void Make(int column, byte[]? text)
    {
        _made[column] = text;
        _fields[column] = text is null ? new Field(FieldKind.Null, 0, -1) : new Field(FieldKind.Text, 0, text.Length);
    }

    public byte* Start(int column)
    {
        var field = _fields[column];
        if (field.Kind != FieldKind.Text)
            return null;
        return _made[column] is { } made ? (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(made, 0) : Message + field.Start;
    }

    public string? Text(int column) => Start(column) is var start && start is null ? null : System.Text.Encoding.UTF8.GetString(start, _fields[column].Length);
}

/// <summary>Writes changed rows of one table of the target.</summary>
internal sealed unsafe class TableWriter : IDisposable
{
    private readonly SqliteFile _file;
    private readonly ValueEncoder _encoder;
    private readonly ExactRows _exact;
    private readonly Dictionary<string, RowChange> _updates = new(StringComparer.Ordinal);
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _delete;
    private readonly List<ExactEntry> _entries = [];
    private readonly bool _keepsExact;

    public TableWriter(SqliteFile file, MappedTable table, IReadOnlyList<StreamColumn> columns, ValueEncoder encoder, ExactRows exact)
    {
        _file = file;
        Table = table;
        Columns = columns;
        _encoder = encoder;
        _exact = exact;
        Parked = new ParkedRows(file, this);
        Written = [.. columns.Where(column => !column.Column.Computed)];
        _keepsExact = Written.Any(column => column.MayBeInexact);
        _insert = file.Prepare(InsertSql());
        _delete = file.Prepare($"DELETE FROM {SqliteFile.Quote(table.Target)} WHERE {SqliteFile.Quote(table.RowId!)} = ?1");
    }

    public MappedTable Table { get; }

    public ParkedRows Parked { get; }

    /// <summary>All columns of the map.</summary>
    public IReadOnlyList<StreamColumn> Columns { get; }

    /// <summary>Those that SQLite does not compute.</summary>
    public IReadOnlyList<StreamColumn> Written { get; }

    /// <param name="row">Has a value for every column that is written.</param>
    public void Insert(RowImage row)
    {
        var statement = NativeSqlite.AddressOf(_insert);
        var parameter = Bind(statement, row, Written);
        foreach (var derived in Table.Derived)
            BindDerived(_insert, ++parameter, derived, row);
        Step(_insert);
        WriteExact(_file.LastRowId);
    }

    /// <summary>Changes what the row image has; the rest is left alone.</summary>
    /// <param name="rowId">Which row.</param>
    /// <param name="row">Its new values.</param>
    public void Update(long rowId, RowImage row)
    {
        var update = UpdateFor(row);
        if (update.Columns.Count == 0)
            return;
        var statement = NativeSqlite.AddressOf(update.Statement);
        var parameter = Bind(statement, row, update.Columns);
        foreach (var derived in update.Derived)
            BindDerived(update.Statement, ++parameter, derived, row);
        NativeSqlite.BindInteger(statement, parameter + 1, rowId);
        Step(update.Statement);
        if (_file.Changes != 1)
            throw Lost(rowId);
        var now = NewRowId(rowId, row);
        if (_keepsExact)
            _exact.Forget(Table.Id, rowId, now, update.Columns.Count == Written.Count ? null : [.. update.Columns.Select(column => column.Index)]);
        WriteExact(now);
    }

    public void Delete(long rowId)
    {
        NativeSqlite.BindInteger(NativeSqlite.AddressOf(_delete), 1, rowId);
        Step(_delete);
        if (_file.Changes != 1)
            throw Lost(rowId);
        if (_keepsExact)
            _exact.Forget(Table.Id, rowId, rowId, null);
    }

    public void DeleteAll()
    {
        _file.Execute($"DELETE FROM {SqliteFile.Quote(Table.Target)}");
        if (_keepsExact)
            _file.Execute($"DELETE FROM _pg_exact WHERE table_id = {Table.Id}");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
        foreach (var update in _updates.Values)
            update.Statement.Dispose();
    }

    private long NewRowId(long rowId, RowImage row)
    {
        if (!Table.HasIntegerKey)
            return rowId;
        var key = Written.FirstOrDefault(column => column.Column.Target == Table.RowId);
        return key is not null && row.Text(key.Index) is { } text ? long.Parse(text, null) : rowId;
    }

    private int Bind(nint statement, RowImage row, IReadOnlyList<StreamColumn> columns)
    {
        _entries.Clear();
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            try
            {
                _encoder.Bind(statement, i + 1, column, row.Start(column.Index), row[column.Index].Length, _entries);
            }
            catch (UnrepresentableValueException error)
            {
                throw new StreamFaultException($"{Table.Target}.{column.Column.Target} of a changed row {Key(row)}holds {error.Message}, which the target cannot hold. Correct it in the source, then start the stream anew.", error);
            }
        }
        return columns.Count;
    }

    private void BindDerived(sqlite3_stmt statement, int parameter, DerivedColumn derived, RowImage row)
    {
        var values = derived.Sources.Select(name => IndexOf(name) is var index && index < 0 ? null : row.Text(index)).ToArray();
        if (derived.Compute(values) is { } text)
            raw.sqlite3_bind_text(statement, parameter, text);
        else
            raw.sqlite3_bind_null(statement, parameter);
    }

    /// <summary>Index of a column by its name in the target, -1 when it is not mapped.</summary>
    public int IndexOf(string target)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Column.Target.Equals(target, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    private void WriteExact(long rowId)
    {
        if (_entries.Count > 0)
            _exact.Write(Table.Id, rowId, _entries);
        _entries.Clear();
    }

    private void Step(sqlite3_stmt statement)
    {
        try
        {
            _file.Step(statement);
        }
        catch (SqliteFileException error) when (error.Code == raw.SQLITE_CONSTRAINT)
        {
            throw new RowRefusedException(Table, $"The target refuses a changed row of {Table.Target}: {error.Message}. If a type or a rule of the table changed in the source, start the stream anew.", error);
        }
        finally
        {
            raw.sqlite3_reset(statement);
            _encoder.Reset();
        }
    }

    private RowChange UpdateFor(RowImage row)
    {
        var pattern = string.Create(Written.Count, (Written, row), static (text, state) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = state.row[state.Written[i].Index].Kind == FieldKind.Unchanged ? 'u' : 's';
        });
        if (_updates.TryGetValue(pattern, out var update))
            return update;
        StreamColumn[] columns = [.. Written.Where((_, index) => pattern[index] == 's')];
        // What depends on a column that is set has all its sources: whoever asks has filled them in.
        DerivedColumn[] derived = [.. Table.Derived.Where(item => item.Sources.Any(source => columns.Any(column => column.Column.Target.Equals(source, StringComparison.OrdinalIgnoreCase))))];
        var set = columns.Select(column => column.Column.Target).Concat(derived.Select(item => item.Column)).Select((name, index) => $"{SqliteFile.Quote(name)} = ?{index + 1}").ToArray();
        var sql = $"UPDATE {SqliteFile.Quote(Table.Target)} SET {string.Join(", ", set)} WHERE {SqliteFile.Quote(Table.RowId!)} = ?{set.Length + 1}";
        return _updates[pattern] = new RowChange(_file.Prepare(columns.Length == 0 ? "SELECT 1" : sql), columns, derived);
    }

    private string InsertSql()
    {
        var bound = Written.Select(column => column.Column.Target).Concat(Table.Derived.Select(derived => derived.Column)).ToArray();
        if (bound.Length == 0 && Table.Constants.Count == 0)
            return $"INSERT INTO {SqliteFile.Quote(Table.Target)} DEFAULT VALUES";
        var names = bound.Concat(Table.Constants.Select(fill => fill.Column)).Select(SqliteFile.Quote);
        var values = bound.Select((_, index) => $"?{index + 1}").Concat(Table.Constants.Select(fill => fill.Literal));
        return $"INSERT INTO {SqliteFile.Quote(Table.Target)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
    }

    private string Key(RowImage row)
    {
        var parts = Table.Key.Select(index => $"{Columns[index].Column.Target} {row.Text(index)}").ToArray();
        return parts.Length == 0 ? "" : $"({string.Join(", ", parts)}) ";
    }

    private StreamFaultException Lost(long rowId) =>
        new($"The source changed row {rowId} of {Table.ShownName}, which is not in the target: somebody else wrote there. Start the stream anew.");

    private sealed record RowChange(sqlite3_stmt Statement, IReadOnlyList<StreamColumn> Columns, IReadOnlyList<DerivedColumn> Derived);
}
