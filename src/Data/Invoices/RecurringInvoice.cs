namespace AdminApp.Data.Invoices;

/// <summary>A row of <c>recurring_invoices</c>.</summary>
public sealed class RecurringInvoice
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int TemplateId { get; set; }
    public int InvoiceId { get; set; }
    public DateTime GenerationDate { get; set; }
    public DateTime DueDate { get; set; }

    /// <summary>Generated | Sent | Paid.</summary>
    public string Status { get; set; } = "Generated";
    public DateTime CreatedAt { get; set; }
}
