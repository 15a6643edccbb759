namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>What a stream is doing.</summary>
public enum StreamPhase
{
    /// <summary>The first copy, under the slot's snapshot.</summary>
    Copying,

    /// <summary>Changes of the source are applied as they come.</summary>
    Streaming,

    /// <summary>The source is being reached, for the first time or again.</summary>
    Reconnecting,

    /// <summary>Nobody applies changes; the slot stays at the source and keeps them.</summary>
    Stopped,

    /// <summary>Stopped by a fault, see <see cref="StreamState.Fault"/>; the slot stays unless the fault says otherwise.</summary>
    Faulted,
}

/// <summary>How a stream stands.</summary>
public sealed record StreamState
{
    public required StreamPhase Phase { get; init; }

    /// <summary>Name of the slot and of the publication at the source.</summary>
    public required string Slot { get; init; }

    /// <summary><c>database at host:port</c>, without user and password.</summary>
    public required string Source { get; init; }

    /// <summary>Everything up to there is in the target, durably; <c>0/1A2B3C4</c>. Null before the copy is done.</summary>
    public string? Position { get; init; }

    /// <summary>UTC, by the source's clock: when the last applied transaction was committed there.</summary>
    public DateTime? AppliedAt { get; init; }

    /// <summary>Bytes of the source's log that are not applied yet; null when the source was not asked or did not answer.</summary>
    public long? LagBytes { get; init; }

    /// <summary>Age of the oldest change that may not be applied yet, 0 when there is none.</summary>
    public double? LagSeconds { get; init; }

    /// <summary>Bytes of log the source keeps for the slot.</summary>
    public long? RetainedBytes { get; init; }

    /// <summary>Rows applied since the copy.</summary>
    public long Rows { get; init; }

    /// <summary>Transactions applied since the copy.</summary>
    public long Transactions { get; init; }

    /// <summary>Rows per second, over the last seconds.</summary>
    public double RowsPerSecond { get; init; }

    /// <summary>Why it stopped or waits, one sentence with the next step.</summary>
    public string? Fault { get; init; }

    /// <summary>What should be known and does not stop it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>While copying.</summary>
    public DataCopyProgress? Copy { get; init; }

    /// <summary>Somebody in this process works on it.</summary>
    public bool IsActive => Phase is StreamPhase.Copying or StreamPhase.Streaming or StreamPhase.Reconnecting;
}

/// <summary>All the source had written when it was asked is in the target.</summary>
/// <param name="Position">Up to where, <c>0/1A2B3C4</c>.</param>
/// <param name="Seconds">How long that took.</param>
public sealed record StreamDrain(string Position, double Seconds);
