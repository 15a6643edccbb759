namespace AdminApp.Data.Manufacturing;

/// <summary>A row of <c>material_consumption</c>.</summary>
public sealed class MaterialConsumption
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int ProductionOrderId { get; set; }
    public int ProductId { get; set; }
    public double QuantityPlanned { get; set; }
    public double QuantityConsumed { get; set; }
    public string QuantityUnit { get; set; } = "Pieces";
    public decimal UnitCost { get; set; }
    public decimal TotalCost { get; set; }
    public DateTime ConsumptionDate { get; set; }
    public int? ConsumedBy { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
}
