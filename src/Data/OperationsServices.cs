using AdminApp.Data.Backups;
using AdminApp.Data.Health;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminApp.Data;

/// <summary>Schema migrations, backups and health of the databases.</summary>
internal static class OperationsServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseFiles>();
        services.AddSingleton<ManagedDatabases>();
        services.AddSingleton<KnownSchemas>();
        services.AddSingleton<SchemaJournal>();
        services.AddSingleton<SchemaStatusReader>();
        services.AddSingleton<MigrationOnCopy>();
        services.AddSingleton<SchemaChanger>();
        services.AddSingleton<SchemaMigrations>();
        services.AddSingleton<PostgresSchema>();
        services.AddSingleton<BackupStore>();
        services.AddSingleton<BackupChecks>();
        services.AddSingleton<BackupCatalogue>();
        services.AddSingleton<DatabaseBackups>();
        services.AddSingleton<BackupRestore>();
        services.AddSingleton<BackupJournal>();
        services.AddSingleton<RestoreNotices>();
        services.AddSingleton<RestorePreviews>();
        services.AddSingleton<RestoreTests>();
        services.AddSingleton<BackupPruning>();
        services.AddSingleton<BackupUploads>();
        services.AddSingleton<BackupCopies>();
        services.AddSingleton<BackupSchedule>();
        services.TryAddSingleton(new BackupSettings());
        services.AddSingleton<DamageReports>();
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<WalMaintenance>();
        return services;
    }
}
