using AdminApp.Api;
using AdminApp.Components;
using AdminApp.Configuration;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Features.Audit;
using AdminApp.Features.Operations;
using AdminApp.People;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.HttpLogging;
using Serilog;

namespace AdminApp.Server;

/// <summary>The web application: pages, REST API and the workers behind them.</summary>
public static class WebServer
{
    /// <returns>Exit code: 0 after an orderly stop, 1 when it could not start; the reason is on standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await BuildAsync(args);
            await app.RunAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            // Asked to stop while still starting: an orderly end.
            return 0;
        }
        catch (Exception fault) when (fault is ConfigurationException or DataDirectoryInUseException or SchemaMigrationException or BackupException or UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task<WebApplication> BuildAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = AppSettings.Read(builder.Configuration);
        var owner = DataDirectoryLock.Take(settings.DataDirectory);
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);

        builder.Services.AddSingleton(owner);
        builder.Services.AddApplication(settings);
        builder.Services.AddUserInterface();
        builder.Services.AddOperations();
        builder.Services.AddHostedService<ActivationWorker>();
        builder.Services.AddHostedService<DemoWorker>();
        builder.Services.AddHostedService<VerbListener>();
        builder.Services.AddPeople(settings);
        builder.Services.AddApi();
        builder.Logging.ClearProviders().AddSerilog(Logging.Create(builder.Configuration, new DatabaseLocations(settings.DataDirectory), toStandardError: false), dispose: true);
        builder.Services.AddHttpLogging(logging =>
        {
            logging.LoggingFields = HttpLoggingFields.RequestMethod | HttpLoggingFields.RequestPath | HttpLoggingFields.ResponseStatusCode | HttpLoggingFields.Duration;
            logging.CombineLogs = true;
        });

        var app = builder.Build();
        await PrepareAsync(app.Services);
        app.UseHttpLogging();
        app.UseOperations();
        app.UseApi();
        app.UsePeople();
        app.MapStaticAssets().AllowAnonymous();
        app.MapPeople();
        app.MapApi();
        app.MapOperations();
        app.MapAuditExport();
        app.MapUserInterface();
        return app;
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("AdminApp.Start");
        var applied = await services.GetRequiredService<CentralProvisioning>().EnsureAsync(CancellationToken.None);
        log.LogInformation("SQLite {SqliteVersion}, data directory {DataDirectory}, {Applied} central schema migrations applied",
            SqliteEngine.Version, services.GetRequiredService<DatabaseLocations>().DataDirectory, applied.Count);
    }
}
