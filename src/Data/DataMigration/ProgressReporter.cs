using System.Diagnostics;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration;

/// <summary>Adds up what was written and then compared, and tells about it, but not more often than anybody can look.</summary>
internal sealed class ProgressReporter(IProgress<DataCopyProgress>? progress, Stopwatch clock) : IProgress<VerificationProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // What rates are taken over: long enough to be steady, short enough to follow.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    // The copy's own thread tells of phases and rows, those of the comparison of what they read.
    private readonly Lock _telling = new();
    private readonly Queue<(TimeSpan At, long Rows, long Bytes, long Done)> _samples = [];
    private readonly Dictionary<int, int> _places = [];
    private DataCopyTableProgress[] _tables = [];
    private TimeSpan[] _begun = [];
    private DataCopyProgress _state = new(DataCopyPhase.Connecting, "", 0, 0, 0, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _reported = -Interval;
    private long _expected;

    // Of the phase, in blocks of the source while loading and in rows of both sides while comparing.
    private long _work;
    private long _workDone;

    public void Enter(DataCopyPhase phase)
    {
        lock (_telling)
            Report(_state with { Phase = phase, Table = "", TableRows = 0, Remaining = null }, always: true);
    }

    /// <summary>All rows are there, and are compared from now on.</summary>
    public void StartComparing(long rows)
    {
        lock (_telling)
        {
            _expected = rows;
            (_work, _workDone) = (2 * rows, 0);
            _samples.Clear();
            Enter(DataCopyPhase.Verifying);
        }
    }

    /// <summary>The source is read while indexes are still made; that is told when the comparison is what the copy waits for.</summary>
    void IProgress<VerificationProgress>.Report(VerificationProgress value)
    {
        lock (_telling)
        {
            if (_state.Phase != DataCopyPhase.Verifying)
                return;
            _workDone = value.SourceRows + value.TargetRows;
            Tell(_state with
            {
                TablesDone = Math.Min(value.SourceTables, value.TargetTables),
                Rows = _workDone / 2,
                Bytes = value.SourceBytes + value.TargetBytes,
            });
        }
    }

    /// <summary>May be called again when a copy goes on under another snapshot.</summary>
    public void StartLoading(DatabaseMap map, long blocks)
    {
        _expected = map.Tables.Sum(table => table.EstimatedRows);
        (_work, _workDone) = (blocks, 0);
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
        _workDone += chunk.Blocks;
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
        if (progress is not null && (always || clock.Elapsed - _reported >= Interval))
            Tell(state);
    }

    private void Tell(DataCopyProgress state)
    {
        _reported = clock.Elapsed;
        // An estimate may be lower than what is there already.
        progress?.Report(WithRates(state) with { RowsExpected = Math.Max(_expected, state.Rows), Elapsed = _reported, Tables = [.. _tables] });
    }

    private DataCopyProgress WithRates(DataCopyProgress state)
    {
        if (state.Phase is not (DataCopyPhase.Loading or DataCopyPhase.Verifying))
            return state with { Fraction = state.Phase > DataCopyPhase.Loading ? 1 : 0 };
        _samples.Enqueue((_reported, state.Rows, state.Bytes, _workDone));
        while (_samples.Count > 2 && _reported - _samples.Peek().At > Window)
            _samples.Dequeue();
        var first = _samples.Peek();
        var seconds = (_reported - first.At).TotalSeconds;
        state = state with { Fraction = _work > 0 ? Math.Min(1, (double)_workDone / _work) : 0 };
        if (seconds <= 0)
            return state;
        var done = (_workDone - first.Done) / seconds;
        return state with
        {
            RowsPerSecond = (state.Rows - first.Rows) / seconds,
            BytesPerSecond = (state.Bytes - first.Bytes) / seconds,
            Remaining = done > 0 ? TimeSpan.FromSeconds(Math.Max(0, _work - _workDone) / done) : null,
        };
    }
}
