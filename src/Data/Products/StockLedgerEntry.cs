namespace AdminApp.Data.Products;

/// <summary>A row of <c>stock_ledger</c>.</summary>
public sealed class StockLedgerEntry
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int ProductId { get; set; }
    public double Qty { get; set; }

    /// <summary>In | out | adjust.</summary>
    public string EntryType { get; set; } = "";
    public string? RefType { get; set; }

    /// <summary>Polymorphic with ref_type; no FK.</summary>
    public int? RefId { get; set; }
    public DateTime CreatedAt { get; set; }
}
