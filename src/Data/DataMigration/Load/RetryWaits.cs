namespace AdminApp.Data.DataMigration.Load;

/// <summary>How long to wait before a lost connection is tried again; after the last one it is given up.</summary>
internal sealed record RetryWaits(IReadOnlyList<TimeSpan> Waits)
{
    /// <summary>Half a minute altogether: enough for a server to restart.</summary>
    public static RetryWaits Default { get; } = new([.. new[] { 0.5, 2, 5, 10, 10 }.Select(TimeSpan.FromSeconds)]);

    /// <summary>Waits before the attempt after so many failures in a row; false when there is none.</summary>
    public bool Wait(int failures, CancellationToken cancellationToken)
    {
        if (failures > Waits.Count)
            return false;
        cancellationToken.WaitHandle.WaitOne(Waits[failures - 1]);
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }
}
