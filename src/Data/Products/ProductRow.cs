using System.Text.Json.Serialization;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Products;

/// <summary>A row of the grid.</summary>
/// <param name="SalesPrice">Exact, in the tenant's currency.</param>
/// <param name="Stock">In <paramref name="Unit"/>; the origin lets it fall below zero.</param>
public sealed record ProductRow(
    int Id, string Name, string? Sku, string? Category, string ItemType, string Unit, decimal SalesPrice, int Stock, string? Supplier,
    bool IsActive, bool IsProtected, int Version);

/// <summary>A page of the grid with the counts beside the status segment.</summary>
/// <param name="List">The rows and where they stand.</param>
/// <param name="Active">Active products that match the other conditions.</param>
/// <param name="Inactive">Inactive ones.</param>
public sealed record ProductPage(ListPage<ProductRow> List, CappedCount Active, CappedCount Inactive)
{
    [JsonIgnore]
    public IReadOnlyList<ProductRow> Rows => List.Rows;
}
