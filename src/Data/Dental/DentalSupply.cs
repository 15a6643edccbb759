namespace AdminApp.Data.Dental;

/// <summary>A row of <c>dental_supplies</c>.</summary>
public sealed class DentalSupply
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public string Name { get; set; } = "";
    public string? Description { get; set; }
    public string Category { get; set; } = "";
    public string? Subcategory { get; set; }
    public string? Sku { get; set; }
    public string? Brand { get; set; }
    public string? Model { get; set; }
    public string? Size { get; set; }
    public int CurrentStock { get; set; }
    public int MinimumStock { get; set; }
    public int MaximumStock { get; set; } = 1000;
    public string Unit { get; set; } = "Pieces";
    public decimal UnitCost { get; set; }
    public decimal SellingPrice { get; set; }
    public string? SupplierName { get; set; }
    public string? SupplierContact { get; set; }
    public string? SupplierPhone { get; set; }
    public bool IsActive { get; set; } = true;
    public bool IsSterile { get; set; }
    public bool RequiresRefrigeration { get; set; }
    public DateOnly? ExpiryDate { get; set; }
    public string? LotNumber { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
