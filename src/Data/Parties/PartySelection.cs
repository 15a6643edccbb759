using AdminApp.Data.Activations;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Parties;

/// <summary>Parties chosen for a bulk action: some by id, or all that match a filter except some.</summary>
public sealed class PartySelection : ActivationSelection
{
    private readonly PartyFilter? filter;
    private readonly IReadOnlyCollection<int> ids;

    private PartySelection(PartyFilter? filter, IReadOnlyCollection<int> ids)
    {
        this.filter = filter;
        this.ids = ids;
    }

    public static PartySelection Of(IReadOnlyCollection<int> ids) => new(null, ids);

    public static PartySelection Matching(PartyFilter filter, IReadOnlyCollection<int> except) => new(filter, except);

    public override string Entity => PartyService.Entity;

    internal override string? Search => filter?.Search;

    internal override SqlText Where(SearchPlan plan)
    {
        var where = filter is null ? new SqlText(" WHERE 1=1") : PartyFilterSql.Where(filter, filter.Status, plan);
        if (filter is null || ids.Count > 0)
            SqlDialect.In(where.Add(" AND "), filter is null ? "p.id" : "p.id NOT", ids);
        return where;
    }

    internal override object Describe() => filter is null
        ? new { ids = ids.Count }
        : new { kind = filter.Kind.ToString(), status = filter.Status.ToString(), filter.Search, filter.Cities, filter.States, filter.GstEnabled, filter.Registration, filter.HasGstin, filter.IsProtected, filter.HasOpenInvoices, except = ids.Count };
}
