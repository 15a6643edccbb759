namespace AdminApp.Data.Manufacturing;

/// <summary>A row of <c>bill_of_materials</c>.</summary>
public sealed class BillOfMaterials
{
    public int Id { get; set; }
    public int? TenantId { get; set; }

    /// <summary>Business code (string), NOT the FK target.</summary>
    public string BomId { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Description { get; set; }
    public string Version { get; set; } = "1.0";
    public int ProductId { get; set; }
    public double ProductQuantity { get; set; } = 1.0;
    public string ProductUnit { get; set; } = "Pieces";
    public string BomType { get; set; } = "Production";
    public int RevisionNumber { get; set; } = 1;
    public DateOnly EffectiveDate { get; set; }
    public DateOnly? ExpiryDate { get; set; }
    public decimal TotalCost { get; set; }
    public decimal LaborCost { get; set; }
    public decimal OverheadCost { get; set; }

    /// <summary>Draft | Approved | Active | Obsolete.</summary>
    public string Status { get; set; } = "Draft";
    public bool IsActive { get; set; } = true;
    public int? ApprovedBy { get; set; }
    public DateTime? ApprovedDate { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
