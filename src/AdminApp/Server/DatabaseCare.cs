using AdminApp.Data.Access;
using AdminApp.Data.Health;

namespace AdminApp.Server;

/// <summary>Checks every database after the start and once a day, and keeps the write-ahead logs short in between.</summary>
internal sealed partial class DatabaseCare(DatabaseHealth health, WalMaintenance maintenance, TimeProvider time, ILogger<DatabaseCare> log) : BackgroundService
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromDays(1);

    private DateTimeOffset checkedAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start has better things to do first.
        await Task.Yield();
        using var timer = new PeriodicTimer(WalMaintenance.Interval, time);
        do
            await RoundAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (time.GetUtcNow() - checkedAt >= CheckEvery)
            {
                await health.CheckAsync(Actor.Application, stoppingToken);
                checkedAt = time.GetUtcNow();
            }
            await maintenance.RoundAsync(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The next round tries again; without care the databases still serve.
            RoundFailed(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of database care failed")]
    private static partial void RoundFailed(ILogger logger, Exception fault);
}
