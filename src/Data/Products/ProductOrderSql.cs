using AdminApp.Data.Sql;

namespace AdminApp.Data.Products;

/// <summary>A column a list of products is sorted by, and which way.</summary>
public sealed record ProductOrder(ProductSort Sort, bool Descending = false);

/// <summary>The order of <c>products p</c>, with the id breaking ties.</summary>
internal static class ProductOrderSql
{
    private const string Id = "p.id";

    public static Keyset Of(IReadOnlyList<ProductOrder> order) => new(order.Select(Term), Id);

    private static SortTerm Term(ProductOrder order)
    {
        var (sql, kind) = order.Sort switch
        {
            ProductSort.Name => ("p.name_sort", SortKind.Text),
            ProductSort.Sku => (SqlDialect.Folded("p.sku"), SortKind.Text),
            ProductSort.Category => (SqlDialect.Folded("p.category"), SortKind.Text),
            ProductSort.ItemType => (SqlDialect.Folded("p.item_type"), SortKind.Text),
            ProductSort.Price => ("p.sales_price" + SqlDialect.AsNumber, SortKind.Money),
            ProductSort.Stock => ("p.stock", SortKind.Number),
            ProductSort.Supplier => (SqlDialect.Folded("p.supplier"), SortKind.Text),
            ProductSort.Active => ("p.is_active", SortKind.Flag),
            ProductSort.Id => (Id, SortKind.Number),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Sort, null),
        };
        return new SortTerm(sql, kind, order.Descending);
    }
}
