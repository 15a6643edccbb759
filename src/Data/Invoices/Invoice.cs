namespace AdminApp.Data.Invoices;

/// <summary>A row of <c>invoices</c>.</summary>
public sealed class Invoice
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int CustomerId { get; set; }
    public int SupplierId { get; set; }
    public string InvoiceNo { get; set; } = "";
    public DateTime Date { get; set; }
    public DateTime DueDate { get; set; }
    public string Terms { get; set; } = "Due on Receipt";

    /// <summary>Invoice | Credit Note | Debit Note.</summary>
    public string InvoiceType { get; set; } = "Invoice";

    /// <summary>ISO code.</summary>
    public string Currency { get; set; } = "INR";
    public decimal ExchangeRate { get; set; } = 1.0m;

    /// <summary>Draft | Sent | Paid | Overdue | Partially Paid.</summary>
    public string Status { get; set; } = "Draft";
    public string PlaceOfSupply { get; set; } = "";
    public string PlaceOfSupplyStateCode { get; set; } = "";
    public string? EwayBillNumber { get; set; }
    public bool ReverseCharge { get; set; }
    public bool ExportSupply { get; set; }
    public string BillToAddress { get; set; } = "";
    public string ShipToAddress { get; set; } = "";
    public decimal TaxableValue { get; set; }
    public decimal TotalDiscount { get; set; }
    public decimal Cgst { get; set; }
    public decimal Sgst { get; set; }
    public decimal Igst { get; set; }
    public decimal Utgst { get; set; }
    public decimal Cess { get; set; }
    public decimal RoundOff { get; set; }
    public decimal GrandTotal { get; set; }
    public decimal PaidAmount { get; set; }
    public decimal BalanceAmount { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
