using AdminApp.Data.Backups;

namespace AdminApp.Server;

/// <summary>
/// Looks once a minute what backups, prunings and restore tests are due, and beside that, on its own, what must be copied to the
/// other place: a network disk that hangs must not keep a backup from being made.
/// </summary>
internal sealed partial class BackupWorker(BackupSchedule schedule, BackupCopies copies, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<BackupWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        // SQLite and the file system answer synchronously: each loop has a thread to wait on.
        await Task.WhenAll(Task.Run(() => ScheduleAsync(stoppingToken), stoppingToken), Task.Run(() => CopiesAsync(stoppingToken), stoppingToken));
    }

    private async Task ScheduleAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(async () =>
            {
                await schedule.RoundAsync(stoppingToken);
                return true;
            });
        }
    }

    private async Task CopiesAsync(CancellationToken stoppingToken)
    {
        var wait = Interval;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(wait, time, stoppingToken);
            wait = await TryAsync(() => copies.RoundAsync(stoppingToken)) ? Interval : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
        }
    }

    private async Task<bool> TryAsync(Func<Task<bool>> round)
    {
        try
        {
            return await round();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            RoundFailed(log, fault);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of backup care failed; the next one tries again")]
    private static partial void RoundFailed(ILogger logger, Exception fault);
}
