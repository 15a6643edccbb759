using System.Collections.Concurrent;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tenants;

/// <summary>
/// Opens tenants' databases where the registry says they are: one context per operation, readers that cannot write, writers
/// inside one transaction. The only way to a tenant's data, so the tenant's state and schema are checked here and nowhere else.
/// </summary>
public sealed class TenantDatabases(
    DatabaseLocations locations, TenantRegistry registry, TenantConnections connections, SqlitePolicy policy, WriteGates gates, DamageReports damage) : IDisposable
{
    private readonly ConcurrentDictionary<string, Opened> opened = new(StringComparer.Ordinal);
    private readonly TenantTraffic traffic = new();

    /// <summary>A context that cannot write and tracks nothing. Dispose it at the end of the operation.</summary>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    /// <exception cref="TenantUnavailableException">Inactive, quarantined, being migrated, or its server does not answer.</exception>
    /// <exception cref="SchemaMigrationPendingException">Its schema is not the one this application was built with.</exception>
    public async Task<TenantContext> ReadAsync(string slug, CancellationToken cancellationToken)
    {
        var database = await OpenAsync(slug, forWriting: false, cancellationToken).ConfigureAwait(false);
        return await database.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs the work in one transaction and commits it. Keep it short: no network, no waiting for people. On PostgreSQL it may
    /// be run again from the start with a new context, when somebody else's change came first.
    /// </summary>
    /// <returns>What the work returned, after the commit.</returns>
    /// <exception cref="TenantFrozenException">The tenant is being moved; nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">Another writer kept the gate for the whole wait; nothing was changed.</exception>
    /// <inheritdoc cref="ReadAsync"/>
    /// <param name="slug">The tenant.</param>
    /// <param name="work">Gets the context of the transaction.</param>
    /// <param name="cancellationToken">Ends the wait for other writers, and the work.</param>
    /// <param name="audited">false for work that records nothing and may take long: on PostgreSQL others may then write meanwhile.</param>
    public async Task<T> WriteAsync<T>(string slug, Func<TenantContext, Task<T>> work, CancellationToken cancellationToken, bool audited = true)
    {
        using var pass = traffic.Enter(slug);
        var database = await OpenAsync(slug, forWriting: true, cancellationToken).ConfigureAwait(false);
        return await database.WriteAsync(work, audited, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(string slug, Func<TenantContext, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(slug, async context =>
        {
            await work(context).ConfigureAwait(false);
            return 0;
        }, cancellationToken);

    /// <summary>Forgets what is known of a tenant's database, and lets go of its connections: after its schema changed, or it was restored, replaced or moved.</summary>
    public void Forget(string slug)
    {
        if (opened.TryRemove(slug, out var known))
            known.Database.Dispose();
    }

    public void Dispose()
    {
        foreach (var slug in opened.Keys)
            Forget(slug);
    }

    /// <summary>Completes when no write to the tenant is under way. Freeze it before.</summary>
    internal Task DrainedAsync(string slug, CancellationToken cancellationToken) => traffic.DrainedAsync(slug, cancellationToken);

    private async Task<ITenantDatabase> OpenAsync(string slug, bool forWriting, CancellationToken cancellationToken)
    {
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        RefuseUnavailable(tenant, forWriting);
        var home = (tenant.Provider, tenant.Connection);
        if (opened.TryGetValue(slug, out var known))
        {
            if (known.Home == home)
                return known.Database;
            Forget(slug);
        }
        var database = Describe(tenant);
        try
        {
            await RefusePendingAsync(slug, database, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            database.Dispose();
            throw;
        }
        var kept = opened.GetOrAdd(slug, new Opened(home, database)).Database;
        if (kept != database)
            database.Dispose();
        return kept;
    }

    private static void RefuseUnavailable(TenantInfo tenant, bool forWriting)
    {
        if (tenant.State == TenantState.Frozen && forWriting)
            throw new TenantFrozenException(tenant.Slug);
        var why = tenant.State switch
        {
            TenantState.Active or TenantState.Frozen => null,
            TenantState.Migrating => "is being filled by a data migration. Try again when it has finished.",
            TenantState.Quarantined => "is quarantined: its database is damaged. An administrator restores a backup on the Backups page.",
            _ => "is not active. An administrator can activate it on the Tenants page.",
        };
        if (why is not null)
            throw new TenantUnavailableException(tenant.Slug, why);
    }

    private ITenantDatabase Describe(TenantInfo tenant)
    {
        if (tenant.Provider == TenantProvider.PostgreSql)
            return new PostgresTenantDatabase(tenant.Slug, connections.Address(tenant), TimeSpan.FromMilliseconds(policy.Settings.WriteWaitMilliseconds));
        var path = locations.Tenant(tenant.Slug);
        return new SqliteTenantDatabase(tenant.Slug, path, policy, gates.For(path), damage);
    }

    private static async Task RefusePendingAsync(string slug, ITenantDatabase database, CancellationToken cancellationToken)
    {
        await using var context = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToList();
        if (pending.Count > 0)
            throw new SchemaMigrationPendingException(slug, string.Join(", ", pending));
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false);
        if (applied.Except(context.Database.GetMigrations()).FirstOrDefault() is { } unknown)
            throw new TenantUnavailableException(slug, $"was migrated by a newer AdminApp ({unknown} is unknown here). Install that version again, or restore an older backup.");
    }

    private sealed record Opened((TenantProvider Provider, string? Connection) Home, ITenantDatabase Database);
}
