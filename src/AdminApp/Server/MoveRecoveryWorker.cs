namespace AdminApp.Server;

/// <summary>
/// Puts right what a killed move left, before anybody is served; and goes on trying while a source does not answer, since some of
/// it can be learnt or mended only there.
/// </summary>
internal abstract class MoveRecoveryWorker(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>The application starts all the same when a source is silent for so long; its tenant waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryAsync(stoppingToken);
    }

    protected abstract Task RecoverAsync(CancellationToken cancellationToken);

    protected abstract void LogFailed(Exception fault);

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RecoverAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(fault);
        }
    }
}
