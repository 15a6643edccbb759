using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Parties;

/// <summary>A value a list can be narrowed to.</summary>
/// <param name="Value">As recorded.</param>
/// <param name="Count">How many records have it under the other conditions; null where looking further would take too long.</param>
public sealed record Facet(string Value, CappedCount? Count);

/// <summary>The values of the columns that lists of parties are narrowed by, each the most frequent first, at most <see cref="PartyFacetQueries.Most"/>.</summary>
public sealed record PartyFacets(IReadOnlyList<Facet> Cities, IReadOnlyList<Facet> States, IReadOnlyList<Facet> Registrations);

/// <summary>Reads the choices of the filters with their counts.</summary>
public sealed class PartyFacetQueries(TenantDatabases databases)
{
    /// <summary>Values of one column.</summary>
    public const int Most = 100;

    /// <summary>Records looked at for the counts: beyond, a count is a lower bound.</summary>
    private const int Bound = 20_000;

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

    private static async Task<IReadOnlyList<Facet>> OfAsync(TenantContext context, string column, PartyFilter others, SearchPlan search, CancellationToken cancellationToken)
    {
        var values = await new SqlText($"SELECT {column} FROM parties WHERE {column} IS NOT NULL AND {column} <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {Most}")
            .RowsAsync(context, reader => reader.GetString(0), cancellationToken).ConfigureAwait(false);
        var counting = search.ForCounting();
        var counted = await new SqlText($"SELECT coalesce(value, ''), count(*) FROM (SELECT p.{column} AS value FROM parties p")
            .Add(PartyFilterSql.Where(others, others.Status, counting)).Add(" LIMIT ").Value(Bound).Add(") AS looked_at GROUP BY 1")
            .RowsAsync(context, reader => (Value: reader.GetString(0), Count: reader.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        var isExact = counting is not SearchPlan.Sample && counted.Sum(found => found.Count) < Bound;
        // Empty and missing are one group here, and none of the choices.
        var counts = counted.Where(found => found.Value.Length > 0).ToDictionary(found => found.Value, found => found.Count);
        return [.. values.Select(value => new Facet(value, counts.TryGetValue(value, out var count) ? new CappedCount(count, isExact) : isExact ? new CappedCount(0, true) : null))];
    }
}
