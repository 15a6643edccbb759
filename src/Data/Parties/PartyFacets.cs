using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Parties;

/// <summary>The values of the columns that lists of parties are narrowed by, each the most frequent first, at most <see cref="Facet.Most"/>.</summary>
public sealed record PartyFacets(IReadOnlyList<Facet> Cities, IReadOnlyList<Facet> States, IReadOnlyList<Facet> Registrations);

/// <summary>Reads the choices of the filters with their counts.</summary>
public sealed class PartyFacetQueries(TenantDatabases databases)
{
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<PartyFacets> OfAsync(TenantAccess access, PartyFilter filter, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, PartyFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        // A column's own condition is left out: its choices are what one could have instead.
        return new PartyFacets(
            await OfAsync(context, "billing_city", filter with { Cities = [] }, search, cancellationToken).ConfigureAwait(false),
            await OfAsync(context, "billing_state", filter with { States = [] }, search, cancellationToken).ConfigureAwait(false),
            await OfAsync(context, "gst_registration_status", filter with { Registration = null }, search, cancellationToken).ConfigureAwait(false));
    }

    private static Task<IReadOnlyList<Facet>> OfAsync(TenantContext context, string column, PartyFilter others, SearchPlan search, CancellationToken cancellationToken)
    {
        var counting = search.ForCounting();
        return Facet.OfAsync(context, "parties", column, PartyFilterSql.Where(others, others.Status, counting), counting is SearchPlan.Sample, cancellationToken);
    }
}
