using AdminApp.Data.Activations;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Products;

/// <summary>The WHERE clause of a <see cref="ProductFilter"/> over <c>products p</c>.</summary>
internal static class ProductFilterSql
{
    public const string SearchIndex = "products_search";

    /// <param name="filter">The conditions.</param>
    /// <param name="status">Overrides the filter's status, for the counts of the other segments.</param>
    /// <param name="search">The plan chosen for the filter's search term.</param>
    public static SqlText Where(ProductFilter filter, StatusFilter status, SearchPlan search)
    {
        var where = new SqlText(" WHERE 1=1");
        if (status != StatusFilter.All)
            where.Add(status == StatusFilter.Active ? " AND p.is_active" : " AND NOT p.is_active");
        search.AddTo(where, "p", SearchIndex);
        if (filter.Category is { } category)
            where.Add(" AND p.category = ").Value(category);
        if (filter.ItemType is { } itemType)
            where.Add(" AND p.item_type = ").Value(itemType);
        if (filter.InStock is { } inStock)
            where.Add(inStock ? " AND p.stock > 0" : " AND p.stock <= 0");
        return where;
    }
}
