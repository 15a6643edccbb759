namespace AdminApp.Data.Sqlite;

/// <summary>How strictly a commit reaches the disk.</summary>
public enum SynchronousMode
{
    /// <summary>A commit may be lost (never torn) when the power fails.</summary>
    Normal = 1,

    /// <summary>A commit that returned is on the disk.</summary>
    Full = 2,
}

/// <summary>Tunable part of the SQLite policy; configuration section <c>Sqlite</c>. The rest of the policy is not optional.</summary>
public sealed record SqliteSettings
{
    /// <summary>Default <see cref="SynchronousMode.Full"/>.</summary>
    public SynchronousMode Synchronous { get; init; } = SynchronousMode.Full;

    /// <summary>Milliseconds SQLite waits for a lock another process holds. Default 5000, 0 to 60000.</summary>
    public int BusyTimeoutMilliseconds { get; init; } = 5000;

    /// <summary>Milliseconds a writer waits for the write gate before "busy, try again". Default 5000, 1 to 60000.</summary>
    public int WriteWaitMilliseconds { get; init; } = 5000;

    /// <summary>Page cache of each connection in KiB. Default 16000, 1000 to 1000000.</summary>
    public int CacheKiB { get; init; } = 16000;

    /// <summary>MiB of write-ahead log from which health reports a warning. Default 256, 1 to 65536.</summary>
    public int WalAlertMiB { get; init; } = 256;
}
