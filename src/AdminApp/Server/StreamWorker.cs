using AdminApp.Data.DataMigration.Streaming;

namespace AdminApp.Server;

/// <summary>Goes on with the streams that ran when the application ended, and looks once a minute what sources keep for those that stand.</summary>
internal sealed partial class StreamWorker(TenantStreams streams, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<StreamWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await streams.PauseAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await TryAsync(() => streams.ResumeAsync(stoppingToken));
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryAsync(() => streams.GuardAsync(stoppingToken));
    }

    private async Task TryAsync(Func<Task> round)
    {
        try
        {
            await round();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            RoundFailed(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of looking after streams failed; the next one tries again")]
    private static partial void RoundFailed(ILogger logger, Exception fault);
}
