namespace AdminApp.Data.Manufacturing;

/// <summary>A row of <c>bom_components</c>.</summary>
public sealed class BomComponent
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int BomId { get; set; }
    public int ComponentProductId { get; set; }
    public double QuantityRequired { get; set; } = 1.0;
    public string QuantityUnit { get; set; } = "Pieces";
    public double ScrapFactor { get; set; }
    public double TotalQuantity { get; set; } = 1.0;
    public decimal UnitCost { get; set; }
    public decimal TotalCost { get; set; }
    public string ComponentType { get; set; } = "Raw Material";
    public string? Position { get; set; }
    public int OperationSequence { get; set; } = 1;
    public bool IsCritical { get; set; }
    public bool IsOptional { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
