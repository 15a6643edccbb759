namespace AdminApp.Data.Dental;

/// <summary>A row of <c>treatment_items</c>.</summary>
public sealed class TreatmentItem
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int TreatmentId { get; set; }
    public string ItemName { get; set; } = "";
    public string? ItemDescription { get; set; }
    public string? ProcedureCode { get; set; }
    public string? ToothNumber { get; set; }
    public string? Surface { get; set; }
    public decimal UnitCost { get; set; }
    public int Quantity { get; set; } = 1;
    public decimal TotalCost { get; set; }

    /// <summary>Planned | Completed | Cancelled.</summary>
    public string Status { get; set; } = "Planned";
    public DateTime? CompletionDate { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
