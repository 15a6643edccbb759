using System.Diagnostics;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>How far a verification is.</summary>
/// <param name="SourceTables">Tables read completely from the source.</param>
/// <param name="TargetTables">Tables read completely from the target.</param>
/// <param name="TablesTotal">Tables to compare.</param>
/// <param name="SourceRows">Rows read from the source.</param>
/// <param name="TargetRows">Rows read from the target.</param>
/// <param name="RowsExpected">Rows of each side by the catalogue or the statistics.</param>
/// <param name="SourceBytes">Bytes of text the source sent.</param>
/// <param name="TargetBytes">Bytes of the target's rows in the form compared.</param>
/// <param name="Elapsed">Time since the start.</param>
public sealed record VerificationProgress(
    int SourceTables,
    int TargetTables,
    int TablesTotal,
    long SourceRows,
    long TargetRows,
    long RowsExpected,
    long SourceBytes,
    long TargetBytes,
    TimeSpan Elapsed);

/// <summary>Adds up what all readers of both sides read, and tells about it ten times a second at most.</summary>
internal sealed class VerificationMeter(IProgress<VerificationProgress>? progress, int tables, long rowsExpected)
{
    private static readonly long Interval = Stopwatch.Frequency / 10;
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _reported = Stopwatch.GetTimestamp();
    private int _sourceTables;
    private int _targetTables;
    private long _sourceRows;
    private long _targetRows;
    private long _sourceBytes;
    private long _targetBytes;

    /// <summary>Counts, but tells nobody.</summary>
    public static VerificationMeter Silent => new(null, 0, 0);

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    public void ReadSource(long rows, long bytes)
    {
        Interlocked.Add(ref _sourceRows, rows);
        Interlocked.Add(ref _sourceBytes, bytes);
        Report();
    }

    public void ReadTarget(long rows, long bytes)
    {
        Interlocked.Add(ref _targetRows, rows);
        Interlocked.Add(ref _targetBytes, bytes);
        Report();
    }

    public void SourceTableDone() => Interlocked.Increment(ref _sourceTables);

    public void TargetTableDone() => Interlocked.Increment(ref _targetTables);

    private void Report()
    {
        if (progress is null)
            return;
        var now = Stopwatch.GetTimestamp();
        var last = Interlocked.Read(ref _reported);
        if (now - last < Interval || Interlocked.CompareExchange(ref _reported, now, last) != last)
            return;
        var (source, target) = (Interlocked.Read(ref _sourceRows), Interlocked.Read(ref _targetRows));
        progress.Report(new VerificationProgress(
            Volatile.Read(ref _sourceTables), Volatile.Read(ref _targetTables), tables, source, target, Math.Max(rowsExpected, Math.Max(source, target)),
            Interlocked.Read(ref _sourceBytes), Interlocked.Read(ref _targetBytes), Elapsed));
    }
}
