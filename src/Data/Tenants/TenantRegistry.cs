using System.Collections.Concurrent;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.Tenants;

/// <summary>What the application needs to know of a tenant on every request.</summary>
public sealed record TenantInfo(int Id, string Slug, string Name, TenantProvider Provider, TenantState State)
{
    /// <inheritdoc cref="Tenant.FrozenFor"/>
    internal string? FrozenFor { get; init; }

    /// <summary>As the registry keeps it: encrypted, or the name of an environment variable. Not public, so that no output shows even that.</summary>
    internal string? Connection { get; init; }
}

/// <summary>The tenant registry. Reads are answered from memory: one process owns the data directory and writes only here.</summary>
public sealed class TenantRegistry(CentralDatabase central, TimeProvider time, ILogger<TenantRegistry> log)
{
    private readonly ConcurrentDictionary<string, TenantInfo> cache = new(StringComparer.Ordinal);
    private readonly Lock sync = new();
    private int changes;

    /// <summary>All tenants by name.</summary>
    public async Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.Tenants.OrderBy(t => t.Name).ThenBy(t => t.Id)
            .Select(t => new TenantInfo(t.Id, t.Slug, t.Name, t.Provider, t.State) { Connection = t.Connection, FrozenFor = t.FrozenFor })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets what is in memory: after the central database was restored.</summary>
    public void Forget()
    {
        lock (sync)
        {
            changes++;
            cache.Clear();
        }
    }

    /// <exception cref="UnknownTenantException">No tenant of that slug is registered, or the slug is not valid.</exception>
    public async Task<TenantInfo> FindAsync(string slug, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(slug, out var known))
            return known;
        var before = Volatile.Read(ref changes);
        await using var context = central.Read();
        var found = await context.Tenants.Where(t => t.Slug == slug)
            .Select(t => new TenantInfo(t.Id, t.Slug, t.Name, t.Provider, t.State) { Connection = t.Connection, FrozenFor = t.FrozenFor })
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new UnknownTenantException(slug);
        lock (sync)
        {
            // A row read before somebody changed it must not be remembered after: a freeze would go unseen.
            if (before == changes)
                cache[slug] = found;
        }
        return found;
    }

    /// <summary>Registers a tenant. Its database file is made by provisioning.</summary>
    /// <exception cref="ArgumentException">The slug or name is not valid, or the slug is taken.</exception>
    public Task<TenantInfo> AddAsync(Actor actor, string slug, string name, CancellationToken cancellationToken) =>
        AddAsync(actor, slug, name, null, cancellationToken);

    /// <summary>Registers a tenant that lives on PostgreSQL.</summary>
    /// <param name="actor">Who registers it.</param>
    /// <param name="slug">Its slug.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="connection">As <see cref="TenantConnections"/> keeps it; null for a tenant on SQLite.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    /// <exception cref="ArgumentException">The slug or name is not valid, or the slug is taken.</exception>
    internal async Task<TenantInfo> AddAsync(Actor actor, string slug, string name, string? connection, CancellationToken cancellationToken)
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
            var tenant = new Tenant
            {
                Slug = slug,
                Name = name.Trim(),
                Provider = connection is null ? TenantProvider.Sqlite : TenantProvider.PostgreSql,
                Connection = connection,
                State = TenantState.Active,
                CreatedAt = now,
                UpdatedAt = now,
            };
            context.Tenants.Add(tenant);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return new TenantInfo(tenant.Id, tenant.Slug, tenant.Name, tenant.Provider, tenant.State) { Connection = connection };
        }, cancellationToken).ConfigureAwait(false);
        log.LogInformation("{Actor} created tenant {Tenant}", actor.Name, slug);
        return added;
    }

    /// <summary>Told the slug after a tenant's row changed, on the thread that changed it.</summary>
    public event Action<string>? Changed;

    /// <exception cref="UnknownTenantException">No tenant of that slug is registered.</exception>
    public Task SetStateAsync(Actor actor, string slug, TenantState state, CancellationToken cancellationToken) =>
        SetStateAsync(actor, slug, state, null, cancellationToken);

    /// <param name="actor">Who changes it.</param>
    /// <param name="slug">The tenant.</param>
    /// <param name="state">Its state from now on.</param>
    /// <param name="frozenFor">See <see cref="Tenant.FrozenFor"/>.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <inheritdoc cref="SetStateAsync(Actor, string, TenantState, CancellationToken)"/>
    internal async Task SetStateAsync(Actor actor, string slug, TenantState state, string? frozenFor, CancellationToken cancellationToken)
    {
        await ChangeAsync(actor, slug, set => set.SetProperty(t => t.State, state).SetProperty(t => t.FrozenFor, frozenFor), cancellationToken).ConfigureAwait(false);
        log.LogInformation("{Actor} set tenant {Tenant} to {State}", actor.Name, slug, state);
    }

    /// <summary>
    /// Says that a tenant lives elsewhere from now on: what cutover and fallback change, in one write, together with its state.
    /// A PostgreSQL connection stays known after the tenant has left it.
    /// </summary>
    /// <exception cref="UnknownTenantException">No tenant of that slug is registered.</exception>
    /// <exception cref="ArgumentException">It has no PostgreSQL connection to go to.</exception>
    public Task SetHomeAsync(Actor actor, string slug, TenantProvider provider, TenantState state, CancellationToken cancellationToken) =>
        SetHomeAsync(actor, slug, provider, state, null, cancellationToken);

    /// <param name="actor">Who moves it.</param>
    /// <param name="slug">The tenant.</param>
    /// <param name="provider">Where it lives from now on.</param>
    /// <param name="state">Its state there.</param>
    /// <param name="connection">As <see cref="TenantConnections"/> keeps it; null to leave it as it is.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <inheritdoc cref="SetHomeAsync(Actor, string, TenantProvider, TenantState, CancellationToken)"/>
    internal async Task SetHomeAsync(Actor actor, string slug, TenantProvider provider, TenantState state, string? connection, CancellationToken cancellationToken)
    {
        if (provider == TenantProvider.PostgreSql && connection is null && (await FindAsync(slug, cancellationToken).ConfigureAwait(false)).Connection is null)
            throw new ArgumentException($"Tenant \"{slug}\" has no PostgreSQL connection. Give it one with `tenant connect`.");
        await ChangeAsync(actor, slug, set =>
        {
            set.SetProperty(t => t.Provider, provider).SetProperty(t => t.State, state);
            if (state != TenantState.Frozen)
                set.SetProperty(t => t.FrozenFor, (string?)null);
            if (connection is not null)
                set.SetProperty(t => t.Connection, connection);
        }, cancellationToken).ConfigureAwait(false);
        log.LogInformation("{Actor} moved tenant {Tenant} to {Provider}, {State}", actor.Name, slug, provider, state);
    }

    /// <summary>When a tenant's row was changed last, UTC.</summary>
    internal async Task<DateTime> ChangedAtAsync(string slug, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return DateTime.SpecifyKind(await context.Tenants.Where(t => t.Slug == slug).Select(t => t.UpdatedAt).SingleAsync(cancellationToken).ConfigureAwait(false), DateTimeKind.Utc);
    }

    /// <param name="connection">As <see cref="TenantConnections"/> keeps it.</param>
    /// <exception cref="UnknownTenantException">No tenant of that slug is registered.</exception>
    public async Task SetConnectionAsync(Actor actor, string slug, string connection, CancellationToken cancellationToken)
    {
        await ChangeAsync(actor, slug, set => set.SetProperty(t => t.Connection, connection), cancellationToken).ConfigureAwait(false);
        log.LogInformation("{Actor} changed the connection of tenant {Tenant}", actor.Name, slug);
    }

    private async Task ChangeAsync(Actor actor, string slug, Action<UpdateSettersBuilder<Tenant>> set, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        var now = time.GetUtcNow().UtcDateTime;
        var changed = await central.WriteAsync(context => context.Tenants.Where(t => t.Slug == slug)
            .ExecuteUpdateAsync(
                update =>
                {
                    set(update);
                    update.SetProperty(t => t.UpdatedAt, now);
                },
                cancellationToken), cancellationToken).ConfigureAwait(false);
        Forget();
        if (changed == 0)
            throw new UnknownTenantException(slug);
        Changed?.Invoke(slug);
    }
}
