using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.Demo;
using AdminApp.Data.Tenants;

namespace AdminApp.Server;

/// <summary>Seeds the demo tenant on an empty data directory where Demo:Seed is on, beside the start rather than before it.</summary>
internal sealed partial class DemoWorker(DemoSettings settings, TenantRegistry tenants, DemoSeed demo, IHostApplicationLifetime lifetime, ILogger<DemoWorker> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => settings.Seed ? SeedAsync(stoppingToken) : Task.CompletedTask;

    private async Task SeedAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        if ((await tenants.ListAsync(stoppingToken)).Count > 0)
            return;
        await demo.CreateAsync(Actor.Application, settings.Parties, stoppingToken);
        LogSeeded(log, DemoSeed.Slug, settings.Parties);
    }

    [LoggerMessage(LogLevel.Information, "Seeded the tenant {Tenant} with {Parties} parties, because Demo:Seed is on and there was no tenant")]
    private static partial void LogSeeded(ILogger logger, string tenant, int parties);
}
