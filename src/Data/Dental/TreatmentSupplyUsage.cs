namespace AdminApp.Data.Dental;

/// <summary>A row of <c>treatment_supply_usage</c>.</summary>
public sealed class TreatmentSupplyUsage
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int TreatmentId { get; set; }
    public int SupplyId { get; set; }
    public int QuantityUsed { get; set; } = 1;
    public decimal UnitCost { get; set; }
    public decimal TotalCost { get; set; }
    public DateTime UsageDate { get; set; }
    public int? UsedBy { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
}
