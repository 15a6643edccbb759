namespace AdminApp.Data.Manufacturing;

/// <summary>A row of <c>production_orders</c>.</summary>
public sealed class ProductionOrder
{
    public int Id { get; set; }
    public int? TenantId { get; set; }

    /// <summary>Business code (string).</summary>
    public string ProductionOrderId { get; set; } = "";
    public int BomId { get; set; }
    public int ProductId { get; set; }
    public double QuantityToProduce { get; set; } = 1.0;
    public double QuantityProduced { get; set; }
    public string QuantityUnit { get; set; } = "Pieces";
    public DateOnly PlannedStartDate { get; set; }
    public DateOnly PlannedEndDate { get; set; }
    public DateTime? ActualStartDate { get; set; }
    public DateTime? ActualEndDate { get; set; }

    /// <summary>Low | Normal | High | Urgent.</summary>
    public string Priority { get; set; } = "Normal";

    /// <summary>Planned | In Progress | Completed | Cancelled | On Hold.</summary>
    public string Status { get; set; } = "Planned";
    public decimal EstimatedCost { get; set; }
    public decimal ActualCost { get; set; }
    public decimal LaborCost { get; set; }
    public decimal MaterialCost { get; set; }
    public decimal OverheadCost { get; set; }
    public bool QualityCheckRequired { get; set; } = true;
    public bool QualityCheckCompleted { get; set; }
    public DateTime? QualityCheckDate { get; set; }
    public int? QualityCheckBy { get; set; }
    public int? AssignedTo { get; set; }
    public int? Supervisor { get; set; }
    public string? ProductionNotes { get; set; }
    public string? QualityNotes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
