namespace AdminApp.Data.Purchases;

/// <summary>A row of <c>purchase_items</c>.</summary>
public sealed class PurchaseItem
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int PurchaseId { get; set; }
    public int ProductId { get; set; }
    public string Description { get; set; } = "";
    public string? HsnCode { get; set; }
    public double Qty { get; set; }
    public decimal ExpectedRate { get; set; }
    public decimal Discount { get; set; }

    /// <summary>Percentage | Fixed.</summary>
    public string DiscountType { get; set; } = "Percentage";
    public double GstRate { get; set; }
    public decimal Amount { get; set; }
    public DateTime CreatedAt { get; set; }
}
