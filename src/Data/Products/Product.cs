using AdminApp.Data.Activations;
using AdminApp.Data.Schema;

namespace AdminApp.Data.Products;

/// <summary>A row of <c>products</c>.</summary>
public sealed class Product : ISearchable, IActivatable
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public string Name { get; set; } = "";
    public string? Description { get; set; }

    /// <summary>Tradable | consumable | manufactured.</summary>
    public string ItemType { get; set; } = "tradable";
    public decimal SalesPrice { get; set; }
    public decimal? PurchasePrice { get; set; }
    public int Stock { get; set; }
    public string? Sku { get; set; }
    public string Unit { get; set; } = "Pcs";
    public string? Supplier { get; set; }
    public string? Category { get; set; }
    public string? Notes { get; set; }
    public string? Hsn { get; set; }
    public double? GstRate { get; set; }
    public bool IsActive { get; set; } = true;

    /// <summary>Raised by one with every change; a change that names an older one is refused.</summary>
    public int Version { get; set; } = 1;

    /// <summary>A protected record is never deactivated.</summary>
    public bool IsProtected { get; set; }

    /// <inheritdoc/>
    public string NameSort { get; set; } = "";

    /// <inheritdoc/>
    public string SearchText { get; set; } = "";

    /// <inheritdoc/>
    public string?[] SearchedFields() => [Name, Sku, Category, Supplier, Hsn, Description];
}
