using AdminApp.Features.Backups;
using AdminApp.Features.Health;
using AdminApp.Features.Migrations;
using AdminApp.Server;

namespace AdminApp.Features.Operations;

/// <summary>Schema, backups and health in the server: workers, pages' helpers, probe. Three calls in its composition.</summary>
internal static class OperationsSetup
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<BackgroundWork>();
        services.AddHostedService(provider => provider.GetRequiredService<BackgroundWork>());
        services.AddHostedService<DatabaseCare>();
        services.AddHostedService<BackupWorker>();
        services.AddHostedService<FallbackRecoveryWorker>();
        services.AddHostedService<CutoverRecovery>();
        services.AddHostedService<StreamWorker>();
        services.AddSingleton<DataMigrationJobs>();
        services.AddHostedService(provider => provider.GetRequiredService<DataMigrationJobs>());
        services.AddSingleton<MoveTasks>();
        services.AddHostedService(provider => provider.GetRequiredService<MoveTasks>());
        services.AddSingleton<StreamWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<StreamWatch>());
        services.AddScoped<TenantMoves>();
        services.AddScoped<Tenants.TenantControls>();
        services.AddSingleton<BackupTasks>();
        services.AddScoped<VisibleDatabases>();
        return services;
    }

    /// <summary>Before everything that looks at the path.</summary>
    public static void UseOperations(this WebApplication app)
    {
        app.UseHealthProbe();
        app.UseRouting();
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapRunReports();
        app.MapBackupDownload();
    }
}
