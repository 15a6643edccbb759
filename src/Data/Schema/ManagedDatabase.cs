using AdminApp.Data.Central;
using AdminApp.Data.Schema.Sqlite;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Schema;

/// <summary>A database file this application migrates, backs up and watches: central.db or a tenant's.</summary>
/// <param name="Name"><see cref="Central"/> or the tenant's slug; a reserved slug, so never both.</param>
/// <param name="Path">Absolute path of the live file, which need not exist.</param>
/// <param name="Tenant">Its registry row; null for the central database.</param>
public sealed record ManagedDatabase(string Name, string Path, TenantInfo? Tenant)
{
    /// <summary>Name of the central database on the command line and in the journals.</summary>
    public const string Central = "central";

    public bool IsCentral => Tenant is null;

    /// <summary>False for a tenant that still lives on PostgreSQL: there is no file to care for.</summary>
    public bool IsFile => Tenant is null or { Provider: TenantProvider.Sqlite };

    public string Title => Tenant?.Name ?? "Central database";

    /// <exception cref="TenantUnavailableException">It lives on PostgreSQL.</exception>
    internal ManagedDatabase RequireFile() =>
        IsFile ? this : throw new TenantUnavailableException(Name, "lives on PostgreSQL: its schema and backups are cared for there.");

    /// <summary>A context of this kind of database over any file, for schema work only.</summary>
    internal DbContext Context(string connectionString, SqlitePolicy policy) => IsCentral
        ? new CentralContext(Options<CentralContext>(connectionString, policy))
        : new SqliteTenantContext(Options<SqliteTenantContext>(connectionString, policy));

    private static DbContextOptions<TContext> Options<TContext>(string connectionString, SqlitePolicy policy) where TContext : DbContext =>
        new DbContextOptionsBuilder<TContext>()
            .UseSqlite(connectionString)
            .AddInterceptors(new SqlitePolicyInterceptor(policy))
            .Options;
}

/// <summary>Finds the database files of this data directory by name.</summary>
public sealed class ManagedDatabases(DatabaseLocations locations, TenantRegistry registry)
{
    /// <summary>Central first, then every tenant by name.</summary>
    public async Task<IReadOnlyList<ManagedDatabase>> ListAsync(CancellationToken cancellationToken)
    {
        var tenants = await registry.ListAsync(cancellationToken).ConfigureAwait(false);
        return [CentralDatabase(), .. tenants.Select(Of)];
    }

    /// <exception cref="UnknownTenantException">Neither "central" nor a registered tenant.</exception>
    public async Task<ManagedDatabase> FindAsync(string name, CancellationToken cancellationToken) =>
        name == ManagedDatabase.Central
            ? CentralDatabase()
            : Of(await registry.FindAsync(name, cancellationToken).ConfigureAwait(false));

    private ManagedDatabase CentralDatabase() => new(ManagedDatabase.Central, locations.Central(), null);

    private ManagedDatabase Of(TenantInfo tenant) => new(tenant.Slug, locations.Tenant(tenant.Slug), tenant);
}
