namespace AdminApp.Data.Invoices;

/// <summary>A row of <c>invoice_items</c>.</summary>
public sealed class InvoiceItem
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int InvoiceId { get; set; }
    public int ProductId { get; set; }
    public string Description { get; set; } = "";
    public string? HsnCode { get; set; }
    public double Qty { get; set; }
    public decimal Rate { get; set; }
    public decimal Discount { get; set; }

    /// <summary>Percentage | Fixed.</summary>
    public string DiscountType { get; set; } = "Percentage";
    public decimal TaxableValue { get; set; }
    public double GstRate { get; set; }
    public decimal Cgst { get; set; }
    public decimal Sgst { get; set; }
    public decimal Igst { get; set; }
    public decimal Utgst { get; set; }
    public decimal Cess { get; set; }
    public decimal Amount { get; set; }
}
