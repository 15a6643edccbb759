namespace AdminApp.Data.Purchases;

/// <summary>A row of <c>purchase_orders</c>.</summary>
public sealed class PurchaseOrder
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int VendorId { get; set; }
    public string PoNumber { get; set; } = "";
    public DateTime Date { get; set; }
    public DateTime ExpectedDeliveryDate { get; set; }

    /// <summary>Draft | Approved | Sent | Received | Closed | Cancelled.</summary>
    public string Status { get; set; } = "Draft";
    public string Currency { get; set; } = "INR";
    public decimal ExchangeRate { get; set; } = 1.0m;
    public string Terms { get; set; } = "Net 30";
    public string PlaceOfSupply { get; set; } = "";
    public string PlaceOfSupplyStateCode { get; set; } = "";
    public bool ReverseCharge { get; set; }
    public string ShipFromAddress { get; set; } = "";
    public string ShipToAddress { get; set; } = "";
    public decimal Subtotal { get; set; }
    public decimal TotalDiscount { get; set; }
    public decimal Cgst { get; set; }
    public decimal Sgst { get; set; }
    public decimal Igst { get; set; }
    public decimal Utgst { get; set; }
    public decimal Cess { get; set; }
    public decimal RoundOff { get; set; }
    public decimal GrandTotal { get; set; }
    public int? ApprovedBy { get; set; }
    public DateTime? ApprovedAt { get; set; }
    public DateTime? SentAt { get; set; }
    public DateTime? ReceivedAt { get; set; }
    public DateTime? ClosedAt { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
