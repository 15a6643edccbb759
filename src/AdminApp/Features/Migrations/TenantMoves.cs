using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;
using AdminApp.Server;

namespace AdminApp.Features.Migrations;

/// <summary>Reads how the moves of tenants stand, for pages and calls.</summary>
internal sealed class TenantMoves(TenantRegistry registry, TenantConnections connections, DataMigrationJournal journal, DataMigrationJobs jobs, StreamWatch watch)
{
    private const int RunsRead = 100;

    /// <summary>Tenants on PostgreSQL and those that came from there, by name.</summary>
    public async Task<IReadOnlyList<TenantMove>> ListAsync(Actor actor, Predicate<string> visible, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        var moves = new List<TenantMove>();
        foreach (var tenant in await registry.ListAsync(cancellationToken))
        {
            if (visible(tenant.Slug) && (tenant.Provider == TenantProvider.PostgreSql || TenantConnections.Describe(tenant) is not null))
                moves.Add(await ReadAsync(tenant, watch.State(tenant.Slug), cancellationToken));
        }
        return moves;
    }

    /// <returns>null when there is no such tenant, or it is not for this person.</returns>
    public async Task<TenantMove?> FindAsync(Actor actor, string slug, Predicate<string> visible, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        if (!visible(slug) || TenantSlug.Fault(slug) is not null)
            return null;
        try
        {
            var tenant = await registry.FindAsync(slug, cancellationToken);
            return await ReadAsync(tenant, await StreamAsync(tenant, cancellationToken), cancellationToken);
        }
        catch (UnknownTenantException)
        {
            return null;
        }
    }

    // A source that is away must not keep the page from being shown: it is where that is put right.
    private async Task<StreamState?> StreamAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        try
        {
            return tenant.Provider == TenantProvider.PostgreSql ? await watch.LookAsync(tenant.Slug, cancellationToken) : null;
        }
        catch (Exception fault) when (fault is DataMigrationException or TenantUnavailableException)
        {
            return watch.State(tenant.Slug);
        }
    }

    private async Task<TenantMove> ReadAsync(TenantInfo tenant, StreamState? stream, CancellationToken cancellationToken)
    {
        var runs = await journal.ListAsync(tenant.Slug, RunsRead, cancellationToken);
        var job = jobs.Jobs.FirstOrDefault(job => job.Slug == tenant.Slug);
        var kept = TenantConnections.Describe(tenant);
        try
        {
            return new(tenant, kept is null ? null : DataCopy.DescribeSource(connections.Read(tenant)), null, kept, runs, stream, job);
        }
        catch (Exception fault) when (fault is TenantUnavailableException or DataMigrationException)
        {
            return new(tenant, null, fault.Message, kept, runs, stream, job);
        }
    }
}
