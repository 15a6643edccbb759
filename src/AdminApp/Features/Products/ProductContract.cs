using AdminApp.Data.Products;

namespace AdminApp.Features.Products;

/// <summary>A product as the API shows it: the columns of the table by name.</summary>
/// <param name="ItemType">tradable, consumable or manufactured.</param>
/// <param name="SalesPrice">Exact, in the tenant's currency.</param>
/// <param name="Stock">In units of <paramref name="Unit"/>.</param>
/// <param name="GstRate">Percent.</param>
public sealed record ProductResponse(
    int Id, string Name, string? Description, string ItemType, decimal SalesPrice, decimal? PurchasePrice, int Stock, string? Sku, string Unit,
    string? Supplier, string? Category, string? Notes, string? Hsn, double? GstRate, bool IsActive)
{
    public static ProductResponse Of(Product product) => new(
        product.Id, product.Name, product.Description, product.ItemType, product.SalesPrice, product.PurchasePrice, product.Stock, product.Sku, product.Unit,
        product.Supplier, product.Category, product.Notes, product.Hsn, product.GstRate, product.IsActive);
}
