namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>What a stream may cost its source, and how long it waits for it.</summary>
public sealed record StreamSettings
{
    /// <summary>Bytes of log kept for a slot above which its state warns.</summary>
    public long WarnRetainedBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of log kept for a slot above which it is dropped, so that the source's disk does not fill up; 0 for never.</summary>
    public long MostRetainedBytes { get; init; } = 10L << 30;

    /// <summary>How long a source that is away is tried again before the stream gives up.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often the source is asked for its position, its tables, and what it keeps.</summary>
    internal TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between attempts; the last one is repeated.</summary>
    internal IReadOnlyList<TimeSpan> Waits { get; init; } = [.. new[] { 0.2, 1, 2, 5, 10, 30 }.Select(TimeSpan.FromSeconds)];

    /// <summary>Told every durable commit: when the source committed the last transaction in it, and how many rows it has.</summary>
    internal Action<DateTime, long>? OnCommitted { get; init; }
}
