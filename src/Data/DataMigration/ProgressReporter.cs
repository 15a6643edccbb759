using System.Diagnostics;

namespace AdminApp.Data.DataMigration;

/// <summary>Adds up what was written and tells about it, but not more often than anybody can look.</summary>
internal sealed class ProgressReporter(IProgress<DataCopyProgress>? progress, Stopwatch clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private DataCopyProgress _state = new(DataCopyPhase.Connecting, "", 0, 0, 0, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _reported = -Interval;
    private long _expected;

    public void Enter(DataCopyPhase phase) => Report(_state with { Phase = phase, Table = "", TableRows = 0 }, always: true);

    public void StartLoading(CopyPlan plan)
    {
        Interlocked.CompareExchange(ref _expected, plan.Tables.Sum(table => table.Source.EstimatedRows), 0);
        Report(_state with { Phase = DataCopyPhase.Loading, TablesTotal = plan.Tables.Count }, always: true);
    }

    /// <summary>The source was counted; may come from another thread.</summary>
    public void Expect(long rows) => Interlocked.Exchange(ref _expected, rows);

    public void Wrote(TablePlan table, long tableRows, long rows, long bytes, int tablesDone) =>
        Report(_state with { Table = table.Name, TableRows = tableRows, Rows = _state.Rows + rows, Bytes = _state.Bytes + bytes, TablesDone = tablesDone }, always: false);

    private void Report(DataCopyProgress state, bool always)
    {
        _state = state;
        if (progress is null || (!always && clock.Elapsed - _reported < Interval))
            return;
        _reported = clock.Elapsed;
        // An estimate may be lower than what is there already.
        progress.Report(state with { RowsExpected = Math.Max(Interlocked.Read(ref _expected), state.Rows), Elapsed = _reported });
    }
}
