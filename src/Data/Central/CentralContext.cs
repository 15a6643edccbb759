using AdminApp.Data.Tenants;
using AdminApp.Data.Views;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AdminApp.Data.Central;

/// <summary>
/// central.db: the tenant registry, people and roles, API tokens, the journals and the backup catalogue. Always SQLite.
/// The Identity entities are mapped here rather than inherited, so that this project needs none of ASP.NET Core.
/// </summary>
public sealed class CentralContext(DbContextOptions<CentralContext> options) : DbContext(options)
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    public DbSet<AppUser> Users => Set<AppUser>();

    public DbSet<IdentityRole> Roles => Set<IdentityRole>();

    public DbSet<IdentityUserRole<string>> UserRoles => Set<IdentityUserRole<string>>();

    public DbSet<TenantMembership> Memberships => Set<TenantMembership>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<TokenEvent> TokenEvents => Set<TokenEvent>();

    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<GridPreference> GridPreferences => Set<GridPreference>();

    public DbSet<DataMigrationRun> DataMigrationRuns => Set<DataMigrationRun>();

    public DbSet<DataMigrationTable> DataMigrationTables => Set<DataMigrationTable>();

    public DbSet<SchemaMigrationRun> SchemaMigrationRuns => Set<SchemaMigrationRun>();

    public DbSet<BackupRecord> Backups => Set<BackupRecord>();

    public DbSet<BackupEvent> BackupEvents => Set<BackupEvent>();

    /// <summary>SQLite keeps no zone; every instant here is UTC and must say so when it comes back.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CentralModel.Registry(modelBuilder);
        CentralModel.People(modelBuilder);
        CentralModel.Views(modelBuilder);
        CentralModel.Journals(modelBuilder);
        CentralModel.Api(modelBuilder);
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => DateTime.SpecifyKind(value, DateTimeKind.Unspecified),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
