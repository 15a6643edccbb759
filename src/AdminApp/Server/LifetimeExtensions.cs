namespace AdminApp.Server;

internal static class LifetimeExtensions
{
    /// <summary>
    /// Completes when the server answers. Hosted services begin before it listens; what is not needed for the first answer waits
    /// here, so as not to take the processor from it.
    /// </summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancellationToken);
    }
}
