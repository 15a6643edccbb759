using AdminApp.Data.Access;
using AdminApp.Data.Health;
using AdminApp.Data.Sqlite;

namespace AdminApp.Server;

/// <summary>
/// Checks every database after the start, once a day, and one at once when a statement met damage in it; keeps the write-ahead
/// logs short in between.
/// </summary>
internal sealed partial class DatabaseCare(DatabaseHealth health, DamageReports damage, WalMaintenance maintenance, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DatabaseCare> log) : BackgroundService
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromDays(1);

    private DateTimeOffset checkedAt = DateTimeOffset.MinValue;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RoundsAsync(stoppingToken), AlarmsAsync(stoppingToken));

    private async Task RoundsAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        using var timer = new PeriodicTimer(WalMaintenance.Interval, time);
        do
            await RoundAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AlarmsAsync(CancellationToken stoppingToken)
    {
        await foreach (var database in damage.ReadAllAsync(stoppingToken))
            await TryAsync(() => health.CheckAsync(Actor.Application, database, stoppingToken));
    }

    private Task RoundAsync(CancellationToken stoppingToken) => TryAsync(async () =>
    {
        if (time.GetUtcNow() - checkedAt >= CheckEvery)
        {
            await health.CheckAsync(Actor.Application, stoppingToken);
            checkedAt = time.GetUtcNow();
        }
        await maintenance.RoundAsync(stoppingToken);
    });

    private async Task TryAsync(Func<Task> care)
    {
        try
        {
            await care();
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
