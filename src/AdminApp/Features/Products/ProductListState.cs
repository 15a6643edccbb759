using System.Collections.Frozen;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Products;

namespace AdminApp.Features.Products;

/// <summary>What the list of products shows, read from its address: the back button, a reload and a link restore it.</summary>
/// <param name="Sort">Its key is one of the columns'.</param>
/// <param name="PageIndex">From 0.</param>
/// <param name="PageSize">One of <see cref="PageSizes"/>.</param>
public sealed record ProductListState(ProductFilter Filter, GridSort Sort, int PageIndex, int PageSize)
{
    public static readonly IReadOnlyList<int> PageSizes = [25, 50, 100];

    private static readonly GridSort ByName = new("name");

    private static readonly FrozenDictionary<string, ProductSort> SortKeys = new Dictionary<string, ProductSort>
    {
        ["name"] = ProductSort.Name,
        ["category"] = ProductSort.Category,
        ["type"] = ProductSort.ItemType,
        ["price"] = ProductSort.Price,
        ["stock"] = ProductSort.Stock,
        ["supplier"] = ProductSort.Supplier,
    }.ToFrozenDictionary();

    public ProductSort SortBy => SortKeys[Sort.Key];

    /// <summary>Whatever an address says that is not understood falls back to the default, as if it were not there.</summary>
    public static ProductListState Read(UrlState url)
    {
        var size = url.Number("size", PageSizes[0]);
        return new(
            new ProductFilter { Status = Status(url.Text("status")), Search = url.Text("q"), Category = url.Text("category"), ItemType = url.Text("type") },
            GridSort.Parse(url.Text("sort")) is { } sort && SortKeys.ContainsKey(sort.Key) ? sort : ByName,
            Math.Clamp(url.Number("page", 1), 1, 1_000_000) - 1,
            PageSizes.Contains(size) ? size : PageSizes[0]);
    }

    public static string? SortText(GridSort sort) => sort == ByName ? null : sort.ToString();

    public static string? SizeText(int size) => size == PageSizes[0] ? null : size.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static StatusFilter Status(string? status) => status switch
    {
        "inactive" => StatusFilter.Inactive,
        "all" => StatusFilter.All,
        _ => StatusFilter.Active,
    };
}
