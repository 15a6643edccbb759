namespace AdminApp.Data.Invoices;

/// <summary>A row of <c>recurring_invoice_template_items</c>.</summary>
public sealed class RecurringInvoiceTemplateItem
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int TemplateId { get; set; }
    public int ProductId { get; set; }
    public string Description { get; set; } = "";
    public string? HsnCode { get; set; }
    public double Qty { get; set; }
    public decimal Rate { get; set; }
    public decimal Discount { get; set; }

    /// <summary>Percentage | Fixed.</summary>
    public string DiscountType { get; set; } = "Percentage";
    public double GstRate { get; set; }
    public DateTime CreatedAt { get; set; }
}
