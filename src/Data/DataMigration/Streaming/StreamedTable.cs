using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Changes of one table of the source, or of one leaf of a partitioned one, put into the target's table.</summary>
internal sealed unsafe class StreamedTable : IDisposable
{
    private readonly TableWriter _writer;
    private readonly CataloguePart _part;
    private readonly IServerValues _server;
    private readonly RowFinder _finder;
    private readonly StoredTexts _stored;
    private readonly RowImage _old;
    private readonly RowImage _new;

    // By column of the message its column of the map; -1 for one that is not copied.
    private readonly int[] _order;
    private readonly bool _computed;

    public StreamedTable(SqliteFile file, TableWriter writer, StreamedRelation relation, CataloguePart part, ValueEncoder encoder, ExactRows exact, IServerValues server)
    {
        (_writer, _part, _server) = (writer, part, server);
        var table = writer.Table;
        _order = [.. relation.Columns.Select(column => IndexOf(table, column.Name))];
        var identity = Identity(writer, relation, out var whole);
        _finder = new RowFinder(file, table, identity, whole, encoder, exact, writer.Parked);
        _stored = new StoredTexts(file, writer);
        _old = new RowImage(table.Columns.Count);
        _new = new RowImage(table.Columns.Count);
        _computed = writer.Written.Any(column => column.Column.GeneratedInSource);
    }

    public void Insert(ChangeMessage message, byte* data)
    {
        Fill(_new, message.New, data);
        if (_computed)
            _server.Compute(_writer, _part, _new);
        Write(null);
    }

    public void Update(ChangeMessage message, byte* data)
    {
        Fill(_new, message.New, data);
        var before = _new;
        if (message.Old.Count > 0)
        {
            Fill(_old, message.Old, data);
            before = _old;
        }
        var row = _finder.Find(before);
        if (_computed || _writer.Table.Derived.Count > 0)
            _stored.Complete(row, _new);
        if (_computed)
            _server.Compute(_writer, _part, _new);
        Write(row);
    }

    public void Delete(ChangeMessage message, byte* data)
    {
        Fill(_old, message.Old, data);
        _writer.Delete(_finder.Find(_old));
        _writer.Parked.ReturnAll();
    }

    public void Dispose()
    {
        _finder.Dispose();
        _stored.Dispose();
    }

    private void Write(long? row)
    {
        try
        {
            WriteOnce(row);
        }
        catch (RowRefusedException error) when (ParkedRows.IsCause(error.InnerException) && _writer.Parked.MakeWay(_new, _finder.Same, row))
        {
            WriteOnce(row);
        }
        _writer.Parked.ReturnAll();
    }

    private void WriteOnce(long? row)
    {
        if (row is { } number)
            _writer.Update(number, _new);
        else
            _writer.Insert(_new);
    }

    private void Fill(RowImage row, IReadOnlyList<Field> fields, byte* data)
    {
        row.Clear();
        row.Message = data;
        if (fields.Count != _order.Length)
            throw new StreamFaultException($"The source sent {fields.Count} columns of {_part.ShownName}, which has {_order.Length}. Start the stream anew.");
        for (var i = 0; i < _order.Length; i++)
        {
            if (_order[i] >= 0)
                row[_order[i]] = fields[i];
        }
    }

    // With REPLICA IDENTITY FULL the source sends everything; a primary key tells the row all the same, and is found faster.
    private static StreamColumn[] Identity(TableWriter writer, StreamedRelation relation, out bool whole)
    {
        var table = writer.Table;
        whole = false;
        if (relation.Identity == 'f' && table.Key.Count > 0)
            return [.. table.Key.Select(index => writer.Columns[index])];
        whole = relation.Identity == 'f';
        return [.. relation.Columns.Where(column => column.InIdentity).Select(column => IndexOf(table, column.Name)).Where(index => index >= 0 && !writer.Columns[index].Column.Computed).Select(index => writer.Columns[index])];
    }

    private static int IndexOf(MappedTable table, string source)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Source == source)
                return i;
        }
        return -1;
    }
}
