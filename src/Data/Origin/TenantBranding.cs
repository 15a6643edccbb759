namespace AdminApp.Data.Origin;

/// <summary>A row of <c>tenant_branding</c>.</summary>
public sealed class TenantBranding
{
    public int Id { get; set; }
    public int TenantId { get; set; }
    public string? LogoUrl { get; set; }
    public string? LogoAltText { get; set; }
    public string? FaviconUrl { get; set; }
    public string PrimaryColor { get; set; } = "#2c3e50";
    public string SecondaryColor { get; set; } = "#3498db";
    public string AccentColor { get; set; } = "#e74c3c";
    public string BackgroundColor { get; set; } = "#ffffff";
    public string TextColor { get; set; } = "#2c3e50";
    public string PrimaryFont { get; set; } = "Inter";
    public string SecondaryFont { get; set; } = "Inter";
    public string? CustomCss { get; set; }
    public string InvoiceHeaderText { get; set; } = "TAX INVOICE";
    public string InvoiceFooterText { get; set; } = "Thank you for your business!";
    public string InvoiceTermsText { get; set; } = "Payment is due within the terms specified above.";
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
