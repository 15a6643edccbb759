namespace AdminApp.Data.Expenses;

/// <summary>A row of <c>expenses</c>.</summary>
public sealed class Expense
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public DateTime ExpenseDate { get; set; }
    public string ExpenseType { get; set; } = "";
    public string Category { get; set; } = "";
    public string? Subcategory { get; set; }
    public string Description { get; set; } = "";
    public decimal Amount { get; set; }
    public string PaymentMethod { get; set; } = "";
    public string AccountHead { get; set; } = "";
    public string? ReferenceNumber { get; set; }
    public int? VendorId { get; set; }
    public decimal GstAmount { get; set; }
    public double GstRate { get; set; }
    public decimal TotalAmount { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
