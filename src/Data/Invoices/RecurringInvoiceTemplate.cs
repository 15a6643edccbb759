namespace AdminApp.Data.Invoices;

/// <summary>A row of <c>recurring_invoice_templates</c>.</summary>
public sealed class RecurringInvoiceTemplate
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public string Name { get; set; } = "";
    public int CustomerId { get; set; }
    public int SupplierId { get; set; }

    /// <summary>Weekly | monthly | yearly.</summary>
    public string RecurrenceType { get; set; } = "";
    public int RecurrenceInterval { get; set; } = 1;
    public DateTime StartDate { get; set; }
    public DateTime? EndDate { get; set; }
    public DateTime NextGenerationDate { get; set; }
    public string Currency { get; set; } = "INR";
    public decimal ExchangeRate { get; set; } = 1.0m;
    public string Terms { get; set; } = "Due on Receipt";
    public string PlaceOfSupply { get; set; } = "";
    public string PlaceOfSupplyStateCode { get; set; } = "";
    public string BillToAddress { get; set; } = "";
    public string ShipToAddress { get; set; } = "";
    public string? Notes { get; set; }
    public bool IsActive { get; set; } = true;
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
