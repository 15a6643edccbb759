using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Server;

/// <summary>
/// Decides which side serves what a killed fallback left, before anybody is served; and goes on trying while a source does not
/// answer, since it alone knows whether it took everything.
/// </summary>
internal sealed partial class FallbackRecoveryWorker(FallbackRecovery recovery, TimeProvider time, ILogger<FallbackRecoveryWorker> log) : BackgroundService
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

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await recovery.RecoverAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "What a fallback left could not be put right")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}
