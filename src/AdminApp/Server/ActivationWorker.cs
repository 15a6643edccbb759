using AdminApp.Data.Activations;
using AdminApp.Data.Tenants;

namespace AdminApp.Server;

/// <summary>
/// Applies queued batches, one at a time, outside any circuit or request. At start it takes up the batches that a stop or a crash
/// left unfinished.
/// </summary>
internal sealed partial class ActivationWorker(TenantRegistry tenants, ActivationRunner runner, ActivationQueue queue, IHostApplicationLifetime lifetime, ILogger<ActivationWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await ResumeAsync(stoppingToken);
        await foreach (var (slug, batchId) in queue.ReadAllAsync(stoppingToken))
            await runner.RunAsync(slug, batchId, stoppingToken);
    }

    private async Task ResumeAsync(CancellationToken stoppingToken)
    {
        foreach (var tenant in await tenants.ListAsync(stoppingToken))
        {
            try
            {
                foreach (var batchId in await runner.UnfinishedAsync(tenant.Slug, stoppingToken))
                {
                    LogResumed(log, batchId, tenant.Slug);
                    queue.Enqueue(tenant.Slug, batchId);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One tenant that cannot be opened (pending schema, damage) must not keep the others' batches waiting.
                LogUnreadable(log, tenant.Slug, fault.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Batch {BatchId} of {Tenant} was unfinished and goes on")]
    private static partial void LogResumed(ILogger logger, string batchId, string tenant);

    [LoggerMessage(LogLevel.Warning, "Batches of {Tenant} cannot be looked up: {Why}")]
    private static partial void LogUnreadable(ILogger logger, string tenant, string why);
}
