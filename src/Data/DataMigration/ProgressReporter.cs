using System.Diagnostics;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration;

/// <summary>Adds up what was written and tells about it, but not more often than anybody can look.</summary>
internal sealed class ProgressReporter(IProgress<DataCopyProgress>? progress, Stopwatch clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // What rates are taken over: long enough to be steady, short enough to follow.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Queue<(TimeSpan At, long Rows, long Bytes, long Blocks)> _samples = [];
    private readonly Dictionary<int, int> _places = [];
    private DataCopyTableProgress[] _tables = [];
    private TimeSpan[] _begun = [];
    private DataCopyProgress _state = new(DataCopyPhase.Connecting, "", 0, 0, 0, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _reported = -Interval;
    private long _expected;
    private long _blocks;
    private long _blocksDone;

    public void Enter(DataCopyPhase phase) => Report(_state with { Phase = phase, Table = "", TableRows = 0, Remaining = null }, always: true);

    /// <summary>May be called again when a copy goes on under another snapshot.</summary>
    public void StartLoading(DatabaseMap map, long blocks)
    {
        _expected = map.Tables.Sum(table => table.EstimatedRows);
        (_blocks, _blocksDone) = (blocks, 0);
        _samples.Clear();
        BeginTables(map);
        Report(_state with { Phase = DataCopyPhase.Loading, TablesTotal = map.Tables.Count }, always: true);
    }

    public void Wrote(MappedTable table, long tableRows, long rows, long bytes)
    {
        var place = _places[table.Id];
        var one = _tables[place];
        if (_begun[place] == TimeSpan.Zero)
            _begun[place] = clock.Elapsed;
        _tables[place] = one with
        {
            Rows = tableRows,
            RowsExpected = Math.Max(one.RowsExpected, tableRows),
            Bytes = one.Bytes + bytes,
            Seconds = (clock.Elapsed - _begun[place]).TotalSeconds,
        };
        Report(_state with { Table = table.Target, TableRows = tableRows, Rows = _state.Rows + rows, Bytes = _state.Bytes + bytes }, always: false);
    }

    public void WroteChunk(Chunk chunk)
    {
        if (chunk.Ends)
        {
            var place = _places[chunk.Table.Id];
            _tables[place] = _tables[place] with { Done = true, RowsExpected = _tables[place].Rows };
        }
        _blocksDone += chunk.Blocks;
        Report(_state with { TablesDone = _state.TablesDone + (chunk.Ends ? 1 : 0) }, always: false);
    }

    // What is known of a table from before another snapshot stays.
    private void BeginTables(DatabaseMap map)
    {
        var known = _tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        _tables = [.. map.Tables.Select(table => known.GetValueOrDefault(table.Target) ?? new DataCopyTableProgress(table.Target, 0, table.EstimatedRows, 0, 0, false))];
        _begun = new TimeSpan[_tables.Length];
        foreach (var (index, table) in map.Tables.Index())
            _places[table.Id] = index;
    }

    private void Report(DataCopyProgress state, bool always)
    {
        _state = state;
        if (progress is null || (!always && clock.Elapsed - _reported < Interval))
            return;
        _reported = clock.Elapsed;
        // An estimate may be lower than what is there already.
        progress.Report(WithRates(state) with { RowsExpected = Math.Max(_expected, state.Rows), Elapsed = _reported, Tables = [.. _tables] });
    }

    private DataCopyProgress WithRates(DataCopyProgress state)
    {
        if (state.Phase != DataCopyPhase.Loading)
            return state with { Fraction = state.Phase > DataCopyPhase.Loading ? 1 : 0 };
        _samples.Enqueue((_reported, state.Rows, state.Bytes, _blocksDone));
        while (_samples.Count > 2 && _reported - _samples.Peek().At > Window)
            _samples.Dequeue();
        var first = _samples.Peek();
        var seconds = (_reported - first.At).TotalSeconds;
        if (seconds <= 0)
            return state;
        var blocks = (_blocksDone - first.Blocks) / seconds;
        return state with
        {
            RowsPerSecond = (state.Rows - first.Rows) / seconds,
            BytesPerSecond = (state.Bytes - first.Bytes) / seconds,
            Fraction = _blocks > 0 ? (double)_blocksDone / _blocks : 0,
            Remaining = blocks > 0 ? TimeSpan.FromSeconds((_blocks - _blocksDone) / blocks) : null,
        };
    }
}
