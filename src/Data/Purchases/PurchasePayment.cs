namespace AdminApp.Data.Purchases;

/// <summary>A row of <c>purchase_payments</c>.</summary>
public sealed class PurchasePayment
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int PurchaseId { get; set; }
    public DateTime PaymentDate { get; set; }
    public decimal PaymentAmount { get; set; }
    public string PaymentMethod { get; set; } = "";
    public string AccountHead { get; set; } = "";
    public string? ReferenceNumber { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
