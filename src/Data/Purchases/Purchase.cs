namespace AdminApp.Data.Purchases;

/// <summary>A row of <c>purchases</c>.</summary>
public sealed class Purchase
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int VendorId { get; set; }
    public string PurchaseNo { get; set; } = "";
    public string? ReferenceBillNumber { get; set; }
    public DateTime Date { get; set; }
    public DateTime DueDate { get; set; }
    public string Terms { get; set; } = "Due on Receipt";
    public string PlaceOfSupply { get; set; } = "";
    public string PlaceOfSupplyStateCode { get; set; } = "";
    public string? EwayBillNumber { get; set; }
    public bool ReverseCharge { get; set; }
    public bool ExportSupply { get; set; }
    public string BillFromAddress { get; set; } = "";
    public string ShipFromAddress { get; set; } = "";
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

    /// <summary>Draft | Received | Paid | Partially Paid.</summary>
    public string Status { get; set; } = "Draft";
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
