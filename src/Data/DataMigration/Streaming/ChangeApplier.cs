using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;
using NpgsqlTypes;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>
/// Applies changes of the source to the target, transactions whole and in order. Several transactions may share one of
/// SQLite's; how far it came is committed with them. Not thread-safe.
/// </summary>
internal sealed unsafe class ChangeApplier : IDisposable
{
    private readonly SqliteFile _file;
    private readonly DatabaseMap _map;
    private readonly SourceCatalogue _catalogue;
    private readonly IServerValues _server;
    private readonly ValueEncoder _encoder;
    private readonly ExactRows _exact;
    private readonly Dictionary<uint, StreamedTable> _tables = [];
    private readonly Dictionary<int, TableWriter> _writers = [];
    private readonly sqlite3_stmt _advance;
    private NpgsqlLogSequenceNumber _reached;
    private DateTime? _reachedAt;
    private long _rows;
    private long _transactions;
    private bool _open;
    private bool _known;

    /// <param name="file">The target, open for this alone among writers.</param>
    /// <param name="map">What it holds.</param>
    /// <param name="record">How far it is.</param>
    /// <param name="server">Works out what the source computes and does not send.</param>
    public ChangeApplier(SqliteFile file, DatabaseMap map, StreamRecord record, IServerValues server)
    {
        (_file, _map, _catalogue, _server) = (file, map, record.Catalogue, server);
        Position = record.Position;
        _encoder = new ValueEncoder(map.Mode == CopyMode.Model, _catalogue.TextMayBeInvalid, _catalogue.MoneyDigits);
        _exact = new ExactRows(file);
        _advance = file.Prepare(StreamRecord.AdvanceSql);
    }

    /// <summary>Everything up to there is durable in the target.</summary>
    public NpgsqlLogSequenceNumber Position { get; private set; }

    /// <summary>Between the beginning and the end of a transaction of the source.</summary>
    public bool InTransaction { get; private set; }

    /// <summary>Rows changed and not yet committed.</summary>
    public long Uncommitted => _rows;

    /// <summary>What <see cref="Commit"/> would make durable: rows, transactions, and when the source committed the last of them.</summary>
    public (long Rows, long Transactions, DateTime? At) Pending => (_rows, _transactions, _reachedAt);

    /// <summary>Something waits for <see cref="Commit"/>.</summary>
    public bool IsOpen => _open;

    /// <param name="message">The message.</param>
    /// <param name="data">Its bytes; do not move.</param>
    /// <exception cref="StreamFaultException">It cannot be applied.</exception>
    public void Apply(ChangeMessage message, byte* data)
    {
        switch (message.Kind)
        {
            case 'B':
                InTransaction = true;
                // Sent again although it is in the target.
                _known = new NpgsqlLogSequenceNumber(message.Position) < Position;
                break;
            case 'C':
                InTransaction = false;
                if (_known)
                    break;
                foreach (var writer in _writers.Values)
                    writer.Parked.RequireNone();
                (_reached, _reachedAt) = (new NpgsqlLogSequenceNumber(message.Position), message.CommittedAt);
                if (_open)
                    _transactions++;
                break;
            case 'R':
                Describe(message.Relation!);
                break;
            case 'I' or 'U' or 'D' or 'T' when !_known:
                Change(message, data);
                break;
        }
    }

    /// <summary>Makes everything applied so far durable. Between transactions of the source.</summary>
    public void Commit()
    {
        if (_reached > Position)
            Advance(_reached);
    }

    /// <summary>Nothing of the stream lies between the last transaction and there.</summary>
    public void Advance(NpgsqlLogSequenceNumber position)
    {
        Begin();
        raw.sqlite3_bind_text(_advance, 1, position.ToString());
        if (_reachedAt is { } at)
            raw.sqlite3_bind_text(_advance, 2, at.ToString("O"));
        else
            raw.sqlite3_bind_null(_advance, 2);
        raw.sqlite3_bind_int64(_advance, 3, _rows);
        raw.sqlite3_bind_int64(_advance, 4, _transactions);
        _file.Step(_advance);
        raw.sqlite3_reset(_advance);
        _file.Execute("COMMIT");
        (Position, _open, _rows, _transactions, _reachedAt) = (position, false, 0, 0, null);
    }

    /// <summary>Takes back what is not committed: the source sends it again.</summary>
    public void Rollback()
    {
        if (_open)
            _file.Execute("ROLLBACK");
        foreach (var writer in _writers.Values)
            writer.Parked.Forget();
        (_open, InTransaction, _rows, _transactions, _reached, _reachedAt) = (false, false, 0, 0, default, null);
        // The source describes its tables anew to every session.
        foreach (var table in _tables.Values)
            table.Dispose();
        _tables.Clear();
    }

    public void Dispose()
    {
        foreach (var table in _tables.Values)
            table.Dispose();
        foreach (var writer in _writers.Values)
            writer.Dispose();
        _advance.Dispose();
        _exact.Dispose();
        _encoder.Dispose();
    }

    private void Change(ChangeMessage message, byte* data)
    {
        Begin();
        try
        {
            switch (message.Kind)
            {
                case 'I':
                    Table(message.RelationId).Insert(message, data);
                    break;
                case 'U':
                    Table(message.RelationId).Update(message, data);
                    break;
                case 'D':
                    Table(message.RelationId).Delete(message, data);
                    break;
                default:
                    Truncate(message.Truncated);
                    break;
            }
            _rows++;
        }
        catch (RowRefusedException error)
        {
            throw new StreamFaultException(error.Message, error);
        }
    }

    private void Truncate(IReadOnlyList<uint> relations)
    {
        var parts = _catalogue.Parts.Where(part => relations.Contains(part.Oid)).ToArray();
        foreach (var truncated in parts.GroupBy(part => part.Table))
        {
            var table = _map.Tables[truncated.Key - 1];
            var all = _catalogue.Parts.Where(part => part.Table == truncated.Key).ToArray();
            if (truncated.Count() == all.Length)
                Writer(table).DeleteAll();
            else
                _server.DeletePart(_file, table, Writer(table), [.. truncated], _map);
        }
    }

    private void Begin()
    {
        if (_open)
            return;
        _file.Execute("BEGIN IMMEDIATE");
        _open = true;
    }

    private StreamedTable Table(uint relation) =>
        _tables.TryGetValue(relation, out var table) ? table : throw new StreamFaultException($"The source sent a change of a table (oid {relation}) it did not describe. Start the stream anew.");

    private void Describe(StreamedRelation relation)
    {
        var part = _catalogue.Parts.FirstOrDefault(part => part.Oid == relation.Id)
            ?? throw new StreamFaultException($"The source sent changes of {relation.Schema}.{relation.Name}, which is not in the target. Take it out of the publication, or start the stream anew.");
        var changes = SourceChanges.Between(part, relation).ToArray();
        if (changes.Length > 0)
            throw Altered(changes);
        var table = _map.Tables[part.Table - 1];
        if (_tables.Remove(relation.Id, out var before))
            before.Dispose();
        _tables[relation.Id] = new StreamedTable(_file, Writer(table), relation, part, _encoder, _exact, _server);
    }

    private TableWriter Writer(MappedTable table)
    {
        if (_writers.TryGetValue(table.Id, out var writer))
            return writer;
        var known = _catalogue.Parts.FirstOrDefault(part => part.Table == table.Id)?.Columns ?? [];
        var columns = table.Columns.Select((column, index) => StreamColumn.Of(column, index, known.FirstOrDefault(other => other.Name == column.Source)?.Element));
        return _writers[table.Id] = new TableWriter(_file, table, [.. columns], _encoder, _exact);
    }

    /// <summary>The fault of a source whose tables are no longer those that were copied.</summary>
    public static StreamFaultException Altered(IEnumerable<string> changes) =>
        new($"The source was altered: {string.Join("; ", changes)}. The target has everything up to there and nothing after it. Start the stream anew.");
}
