using AdminApp.Data.Activations;

namespace AdminApp.Data.Products;

/// <summary>What a list of products is narrowed to; the grid and the API use the same record.</summary>
public sealed record ProductFilter
{
    public StatusFilter Status { get; init; }

    /// <summary>Found anywhere in name, SKU, category, supplier, HSN or description, whatever the case or accents.</summary>
    public string? Search { get; init; }

    /// <summary>Exact; null for any.</summary>
    public string? Category { get; init; }

    /// <summary>tradable, consumable or manufactured; null for any.</summary>
    public string? ItemType { get; init; }

    /// <summary>With stock (true), with none or less than none (false), or null for any.</summary>
    public bool? InStock { get; init; }

    /// <summary>Number of conditions beyond the status.</summary>
    public int Narrowings => (string.IsNullOrWhiteSpace(Search) ? 0 : 1) + (Category is null ? 0 : 1) + (ItemType is null ? 0 : 1) + (InStock is null ? 0 : 1);
}

/// <summary>Columns a list of products can be sorted by.</summary>
public enum ProductSort
{
    Name,
    Sku,
    Category,
    ItemType,
    Price,
    Stock,
    Supplier,

    /// <summary>Inactive ones first.</summary>
    Active,
    Id,
}
