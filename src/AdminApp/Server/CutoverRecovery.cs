using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Server;

/// <summary>
/// Puts right what a killed cutover left, before anybody is served; and goes on trying while a source does not answer, since a
/// fence can only be lifted where it stands.
/// </summary>
internal sealed partial class CutoverRecovery(TenantCutover cutover, TimeProvider time, ILogger<CutoverRecovery> log) : BackgroundService
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
            await cutover.RecoverAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "What a cutover left could not be put right")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}
