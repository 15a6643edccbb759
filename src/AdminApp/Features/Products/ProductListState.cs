using System.Collections.Frozen;
using AdminApp.Components.Controls;
using AdminApp.Data.Products;
using AdminApp.Data.Sql;
using AdminApp.Features.Activations;

namespace AdminApp.Features.Products;

/// <summary>What the list of products shows, read from its address: the back button, a reload and a link restore it.</summary>
/// <param name="Sort">Its keys are some of the columns'.</param>
/// <param name="Page">Where in the list.</param>
public sealed record ProductListState(ProductFilter Filter, GridSort Sort, PageRequest Page)
{
    private static readonly GridSort ByName = new("name");

    private static readonly FrozenDictionary<string, ProductSort> SortKeys = new Dictionary<string, ProductSort>
    {
        ["name"] = ProductSort.Name,
        ["id"] = ProductSort.Id,
        ["sku"] = ProductSort.Sku,
        ["active"] = ProductSort.Active,
        ["category"] = ProductSort.Category,
        ["type"] = ProductSort.ItemType,
        ["price"] = ProductSort.Price,
        ["stock"] = ProductSort.Stock,
        ["supplier"] = ProductSort.Supplier,
    }.ToFrozenDictionary();

    public IReadOnlyList<ProductOrder> Order => [.. Sort.Levels.Select(level => new ProductOrder(SortKeys[level.Key], level.Descending))];

    /// <summary>Whatever an address says that is not understood falls back to the default, as if it were not there.</summary>
    public static ProductListState Read(UrlState url) => new(
        new ProductFilter { Status = StatusCounts.Parse(url.Text("status")), Search = url.Text("q"), Category = url.Text("category"), ItemType = url.Text("type"), InStock = url.Flag("stock") },
        GridSort.Parse(url.Many("sort"), SortKeys.ContainsKey) ?? ByName,
        url.Page());

    public static IReadOnlyList<string>? SortTexts(GridSort sort) => sort == ByName ? null : sort.Texts;
}
