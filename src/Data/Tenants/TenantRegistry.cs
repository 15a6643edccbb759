using System.Collections.Concurrent;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.Tenants;

/// <summary>What the application needs to know of a tenant on every request.</summary>
public sealed record TenantInfo(int Id, string Slug, string Name, TenantProvider Provider, TenantState State);

/// <summary>The tenant registry. Reads are answered from memory: one process owns the data directory and writes only here.</summary>
public sealed class TenantRegistry(CentralDatabase central, TimeProvider time, ILogger<TenantRegistry> log)
{
    private readonly ConcurrentDictionary<string, TenantInfo> cache = new(StringComparer.Ordinal);

    /// <summary>All tenants by name.</summary>
    public async Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.Tenants.OrderBy(t => t.Name).ThenBy(t => t.Id)
            .Select(t => new TenantInfo(t.Id, t.Slug, t.Name, t.Provider, t.State))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets what is in memory: after the central database was restored.</summary>
    public void Forget() => cache.Clear();

    /// <exception cref="UnknownTenantException">No tenant of that slug is registered, or the slug is not valid.</exception>
    public async Task<TenantInfo> FindAsync(string slug, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(slug, out var known))
            return known;
        await using var context = central.Read();
        var found = await context.Tenants.Where(t => t.Slug == slug)
            .Select(t => new TenantInfo(t.Id, t.Slug, t.Name, t.Provider, t.State))
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new UnknownTenantException(slug);
        return cache[slug] = found;
    }

    /// <summary>Registers a tenant. Its database file is made by provisioning.</summary>
    /// <exception cref="ArgumentException">The slug or name is not valid, or the slug is taken.</exception>
    public async Task<TenantInfo> AddAsync(Actor actor, string slug, string name, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        TenantSlug.Require(slug);
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200)
            throw new ArgumentException("The tenant's name must have 1 to 200 characters.");
        var now = time.GetUtcNow().UtcDateTime;
        var added = await central.WriteAsync(async context =>
        {
            if (await context.Tenants.AnyAsync(t => t.Slug == slug, cancellationToken).ConfigureAwait(false))
                throw new ArgumentException($"A tenant \"{slug}\" exists already. Choose another slug.");
            var tenant = new Tenant { Slug = slug, Name = name.Trim(), Provider = TenantProvider.Sqlite, State = TenantState.Active, CreatedAt = now, UpdatedAt = now };
            context.Tenants.Add(tenant);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return new TenantInfo(tenant.Id, tenant.Slug, tenant.Name, tenant.Provider, tenant.State);
        }, cancellationToken).ConfigureAwait(false);
        log.LogInformation("{Actor} created tenant {Tenant}", actor.Name, slug);
        return added;
    }

    /// <exception cref="UnknownTenantException">No tenant of that slug is registered.</exception>
    public async Task SetStateAsync(Actor actor, string slug, TenantState state, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        var now = time.GetUtcNow().UtcDateTime;
        var changed = await central.WriteAsync(context => context.Tenants.Where(t => t.Slug == slug)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.State, state).SetProperty(t => t.UpdatedAt, now), cancellationToken), cancellationToken).ConfigureAwait(false);
        cache.TryRemove(slug, out _);
        if (changed == 0)
            throw new UnknownTenantException(slug);
        log.LogInformation("{Actor} set tenant {Tenant} to {State}", actor.Name, slug, state);
    }
}
