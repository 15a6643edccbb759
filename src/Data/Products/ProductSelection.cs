using AdminApp.Data.Activations;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Products;

/// <summary>Products chosen for a bulk action: some by id, or all that match a filter except some.</summary>
public sealed class ProductSelection : ActivationSelection
{
    private readonly ProductFilter? filter;
    private readonly IReadOnlyCollection<int> ids;

    private ProductSelection(ProductFilter? filter, IReadOnlyCollection<int> ids)
    {
        this.filter = filter;
        this.ids = ids;
    }

    public static ProductSelection Of(IReadOnlyCollection<int> ids) => new(null, ids);

    public static ProductSelection Matching(ProductFilter filter, IReadOnlyCollection<int> except) => new(filter, except);

    public override string Entity => ProductService.Entity;

    internal override string? Search => filter?.Search;

    internal override SqlText Where(SearchPlan plan)
    {
        var where = filter is null ? new SqlText(" WHERE 1=1") : ProductFilterSql.Where(filter, filter.Status, plan);
        if (filter is null || ids.Count > 0)
            SqlDialect.In(where.Add(" AND "), filter is null ? "p.id" : "p.id NOT", ids);
        return where;
    }

    internal override object Describe() => filter is null
        ? new { ids = ids.Count }
        : new { status = filter.Status.ToString(), filter.Search, filter.Category, filter.ItemType, filter.InStock, except = ids.Count };
}
