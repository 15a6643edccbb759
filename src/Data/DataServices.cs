using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.Central;
using AdminApp.Data.Dashboard;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Split;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminApp.Data;

/// <summary>Registers the services of this project; features add theirs in their own extension.</summary>
public static class DataServices
{
    /// <param name="services">The container.</param>
    /// <param name="dataDirectory">Absolute path of the data directory.</param>
    /// <param name="sqlite">The tunable part of the SQLite policy.</param>
    public static IServiceCollection AddAdminAppData(this IServiceCollection services, string dataDirectory, SqliteSettings sqlite)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new DatabaseLocations(dataDirectory));
        services.AddSingleton(sqlite);
        services.AddSingleton<SqlitePolicy>();
        services.AddSingleton<WriteGates>();
        services.AddSingleton<CentralDatabase>();
        services.AddSingleton<CentralProvisioning>();
        services.AddSingleton<IDbContextFactory<CentralContext>>(provider => provider.GetRequiredService<CentralDatabase>());
        services.AddScoped(provider => provider.GetRequiredService<CentralDatabase>().CreateDbContext());
        services.AddSingleton<TenantRegistry>();
        services.AddSingleton<TenantProvisioning>();
        services.TryAddSingleton<IConnectionProtector, NoConnectionProtector>();
        services.AddSingleton<TenantConnections>();
        services.AddSingleton<TenantDatabases>();
        services.AddSingleton<TenantFreeze>();
        services.AddSingleton<TenantAdoption>();
        services.AddOperations();
        services.AddSingleton<Demo.DemoSeed>();
        services.AddSingleton<PartyQueries>();
        services.AddSingleton<PartyFacetQueries>();
        services.AddSingleton<PartyDependants>();
        services.AddSingleton<PartyDuplicates>();
        services.AddSingleton<PartyService>();
        services.AddSingleton<ProductQueries>();
        services.AddSingleton<ProductService>();
        services.AddSingleton<Views.SavedViews>();
        services.AddSingleton<Views.GridPreferences>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<AuditVerification>();
        services.AddSingleton<Idempotency.IdempotencyKeys>();
        services.TryAddSingleton(new Imports.ImportLimits());
        services.AddSingleton<Imports.ImportStore>();
        services.AddSingleton<Imports.ImportWork>();
        services.AddSingleton<Imports.PartyImports>();
        services.AddSingleton<ActivationQueue>();
        services.AddSingleton<ActivationService>();
        services.AddSingleton<ActivationRunner>();
        services.AddSingleton<ActivationQueries>();
        services.AddSingleton<DashboardQueries>();
        services.AddSingleton<ActivationTrend>();
        services.AddSingleton<DataMigrationJournal>();
        services.AddSingleton<TenantCopy>();
        services.AddSingleton<SplitCopy>();
        services.AddSingleton<TenantVerification>();
        services.AddSingleton<TenantPlan>();
        services.AddSingleton<TenantRehearsal>();
        services.AddSingleton<MoveAudit>();
        services.AddSingleton<DataMigration.Moving.TenantFallback>();
        services.AddSingleton<DataMigration.Moving.FallbackRecovery>();
        services.TryAddSingleton(new StreamSettings());
        services.AddSingleton<TenantStreams>();
        services.AddSingleton<DataMigration.Moving.TenantCutover>();
        return services;
    }
}
