namespace AdminApp.Data.Invoices;

/// <summary>A row of <c>payments</c>.</summary>
public sealed class Payment
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int? InvoiceId { get; set; }
    public decimal? Amount { get; set; }
    public DateOnly? PaymentDate { get; set; }
    public string? PaymentMethod { get; set; }
    public string? ReferenceNumber { get; set; }
    public string? Notes { get; set; }
}
