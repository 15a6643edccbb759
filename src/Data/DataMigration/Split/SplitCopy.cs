using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration.Split;

/// <summary>How to take a source with several tenants apart.</summary>
/// <param name="Source">See <see cref="DataCopyRequest.SourceConnectionString"/>.</param>
/// <param name="Column">The column that tells whose row it is, e.g. <c>tenant_id</c>. Tables without it go whole to every tenant.</param>
/// <param name="DefaultTenant">Slug of the tenant that gets the rows without a value.</param>
/// <param name="Replace">Tenants that exist are replaced, after a backup.</param>
/// <param name="AllowUnmapped">See <see cref="DataCopyRequest.AllowUnmapped"/>.</param>
public sealed record SplitRequest(string Source, string Column, string DefaultTenant = "default", bool Replace = false, bool AllowUnmapped = false)
{
    /// <summary>See <see cref="DataCopyRequest.Verify"/>.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>See <see cref="DataCopyRequest.Jobs"/>; null for its default.</summary>
    public int? Jobs { get; init; }
}

/// <summary>One tenant of a source that was taken apart.</summary>
/// <param name="Slug">The tenant.</param>
/// <param name="Values">The values of the column that are its.</param>
/// <param name="TakesNull">It has the rows without a value.</param>
public sealed record SplitTenant(string Slug, IReadOnlyList<string> Values, bool TakesNull, DataCopyReport Report);

/// <summary>Makes one tenant's file of each tenant's rows, all of one moment.</summary>
public sealed class SplitCopy(TenantCopy copy, TenantRegistry registry)
{
    /// <exception cref="DataMigrationException">A foreign key would cross files, or a copy failed; tenants copied before it are complete.</exception>
    public async Task<IReadOnlyList<SplitTenant>> RunAsync(Actor actor, SplitRequest request, IProgress<DataCopyProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        TenantSlug.Require(request.DefaultTenant);
        var address = SourceAddress.Parse(request.Source);
        using var source = await Task.Run(() => PostgresSource.Open(address, cancellationToken), cancellationToken).ConfigureAwait(false);
        var shares = await Task.Run(() => new SourceShares(source, request.Column, request.DefaultTenant).Read(cancellationToken), cancellationToken).ConfigureAwait(false);
        await RequireNewAsync(request, shares, cancellationToken).ConfigureAwait(false);
        var done = new List<SplitTenant>();
        foreach (var share in shares)
        {
            var tenant = new TenantCopyRequest(share.Slug, request.Source, null, request.Replace, request.AllowUnmapped) { Verify = request.Verify, Jobs = request.Jobs };
            try
            {
                done.Add(new SplitTenant(share.Slug, share.Values, share.TakesNull, await copy.RunAsync(actor, tenant, share, progress, cancellationToken).ConfigureAwait(false)));
            }
            catch (DataMigrationException error) when (done.Count > 0)
            {
                throw new DataMigrationException($"Tenant {share.Slug}: {error.Message} Copied before it, and complete: {string.Join(", ", done.Select(item => item.Slug))}.", error);
            }
        }
        return done;
    }

    // Before the first of them is made, not after half of them are.
    private async Task RequireNewAsync(SplitRequest request, IReadOnlyList<TenantShare> shares, CancellationToken cancellationToken)
    {
        if (request.Replace)
            return;
        var registered = (await registry.ListAsync(cancellationToken).ConfigureAwait(false)).Select(tenant => tenant.Slug).ToHashSet(StringComparer.Ordinal);
        var taken = shares.Select(share => share.Slug).Where(registered.Contains).ToArray();
        if (taken.Length > 0)
            throw new DataMigrationException($"Tenants exist already: {string.Join(", ", taken)}. Nothing was copied. Allow them to be replaced (--replace), or remove them.");
    }
}
