namespace AdminApp.Data.Invoices;

/// <summary>A row of <c>gst_invoice_templates</c>.</summary>
public sealed class GstInvoiceTemplate
{
    public int Id { get; set; }
    public int? TenantId { get; set; }

    /// <summary>String code, not a key to another table.</summary>
    public string TemplateId { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Description { get; set; }
    public bool RequiresGst { get; set; } = true;
    public bool RequiresHsn { get; set; } = true;
    public string Title { get; set; } = "Tax Invoice";

    /// <summary>JSON held as text.</summary>
    public string TemplateConfig { get; set; } = "";

    /// <summary>Comma-separated.</summary>
    public string PaperSizes { get; set; } = "A4,A5";
    public bool IsActive { get; set; } = true;
    public bool IsDefault { get; set; }
    public int SortOrder { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
