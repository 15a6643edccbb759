using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Schema;
using AdminApp.Data.Schema.Postgres;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tenants;

/// <summary>A database of the origin that is to become a tenant, or a tenant's new connection. One of the two connections is given.</summary>
/// <param name="Slug">The tenant.</param>
/// <param name="Connection"><c>Host=…;Database=…</c> or <c>postgresql://…</c>; kept encrypted.</param>
/// <param name="Variable">Name of an environment variable that holds it; the name alone is kept.</param>
/// <param name="Name">Name for people; the slug by default.</param>
public sealed record AdoptionRequest(string Slug, string? Connection, string? Variable, string? Name = null)
{
    // A record's own would show the password in whatever prints it.
    public override string ToString() => $"adoption of {Slug}";
}

/// <summary>What was adopted.</summary>
/// <param name="Tenant">The tenant as registered.</param>
/// <param name="Database">Database, host and port.</param>
/// <param name="ServerVersion">As the server names it, such as 15.8.</param>
/// <param name="Applied">Schema migrations that were applied; empty when it had them already.</param>
/// <param name="Organisations">The values of tenant_id in parties, products, invoices and purchases, as text; rows without one are "none". All of them are served as one tenant.</param>
public sealed record AdoptedDatabase(TenantInfo Tenant, string Database, string ServerVersion, IReadOnlyList<string> Applied, IReadOnlyList<string> Organisations);

/// <summary>
/// Makes a database that the origin's application built into a tenant, where it is: checks it, adds what our services need beside
/// the origin's tables (decision 0010), and registers it. The origin's application can go on working with it.
/// </summary>
public sealed class TenantAdoption(TenantRegistry registry, TenantConnections connections, TenantDatabases databases, TimeProvider time)
{
    /// <exception cref="ArgumentException">The slug, name or connection is not right, or the slug or database is taken.</exception>
    /// <exception cref="DataMigration.DataMigrationException">The connection is not one.</exception>
    /// <exception cref="TenantUnavailableException">The server cannot be reached, is too old, or its user may not do what is needed.</exception>
    /// <exception cref="OriginSchemaException">Tables or columns of the origin are missing; nothing was changed.</exception>
    public async Task<AdoptedDatabase> AddAsync(Actor actor, AdoptionRequest request, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        TenantSlug.Require(request.Slug);
        var (kept, address) = Resolve(request);
        await RefuseTakenAsync(request.Slug, address, cancellationToken).ConfigureAwait(false);
        var (version, applied, organisations) = await AdoptAsync(actor, request.Slug, address, cancellationToken).ConfigureAwait(false);
        var tenant = await registry.AddAsync(actor, request.Slug, request.Name ?? request.Slug, kept, cancellationToken).ConfigureAwait(false);
        return new AdoptedDatabase(tenant, address.ToString(), version, applied, organisations);
    }

    /// <summary>Gives a tenant another connection: a new password, another server, or its first one. Where the tenant lives does not change.</summary>
    /// <inheritdoc cref="AddAsync"/>
    /// <exception cref="UnknownTenantException">No tenant of that slug is registered.</exception>
    public async Task<AdoptedDatabase> ConnectAsync(Actor actor, AdoptionRequest request, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        await registry.FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        var (kept, address) = Resolve(request);
        var (version, applied, organisations) = await AdoptAsync(actor, request.Slug, address, cancellationToken).ConfigureAwait(false);
        await registry.SetConnectionAsync(actor, request.Slug, kept, cancellationToken).ConfigureAwait(false);
        databases.Forget(request.Slug);
        var tenant = await registry.FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        return new AdoptedDatabase(tenant, address.ToString(), version, applied, organisations);
    }

    private (string Kept, TenantAddress Address) Resolve(AdoptionRequest request) => request switch
    {
        { Connection: { } connection, Variable: null } => (connections.Keep(connection), new TenantAddress(connection)),
        { Connection: null, Variable: { } variable } => (connections.KeepVariable(variable), new TenantAddress(Environment.GetEnvironmentVariable(variable)!)),
        _ => throw new ArgumentException("Give the connection in one way: --connection \"Host=…\", or --connection-env with the name of an environment variable that holds it."),
    };

    private async Task RefuseTakenAsync(string slug, TenantAddress address, CancellationToken cancellationToken)
    {
        foreach (var tenant in await registry.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (tenant.Slug == slug)
                throw new ArgumentException($"A tenant \"{slug}\" exists already. Choose another slug, or change its connection with `tenant connect`.");
            // What cannot be read here cannot be compared; the tenant is told of it when it is opened.
            if (tenant.Connection is not null && connections.TryAddress(tenant)?.ToString() == address.ToString())
                throw new ArgumentException($"The database {address} is tenant \"{tenant.Slug}\" already: both would show the same rows.");
        }
    }

    private async Task<(string Version, IReadOnlyList<string> Applied, IReadOnlyList<string> Organisations)> AdoptAsync(
        Actor actor, string slug, TenantAddress address, CancellationToken cancellationToken)
    {
        using var source = address.Open(PostgresTenantDatabase.Patience);
        try
        {
            await using var context = PostgresTenantDatabase.ForSchema(source);
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var version = await AdoptionChecks.RunAsync(slug, address, context, cancellationToken).ConfigureAwait(false);
            var before = await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false);
            await OriginAdoption.AdoptAsync(context, cancellationToken).ConfigureAwait(false);
            var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).Except(before).ToList();
            if (applied.Count > 0)
                await RecordAsync(actor, slug, context, applied, cancellationToken).ConfigureAwait(false);
            return (version, applied, await AdoptionChecks.OrganisationsAsync(context, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception fault) when (PostgresFaults.Explain(slug, fault) is { } explained)
        {
            throw explained;
        }
    }

    private async Task RecordAsync(Actor actor, string slug, PostgresTenantContext context, List<string> applied, CancellationToken cancellationToken)
    {
        AuditWriter.Record(context, actor, time.GetUtcNow().UtcDateTime, new AuditChange(AuditActions.Migrate, "schema", 0, slug)
        {
            After = new Dictionary<string, object?> { ["schema"] = applied[^1] },
        });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }
}
