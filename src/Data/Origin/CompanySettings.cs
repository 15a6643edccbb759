namespace AdminApp.Data.Origin;

/// <summary>A row of <c>company_settings</c>.</summary>
public sealed class CompanySettings
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public string Name { get; set; } = "";
    public string Gstin { get; set; } = "";
    public string State { get; set; } = "";
    public string StateCode { get; set; } = "";
    public string InvoiceSeries { get; set; } = "";
    public string? AddressLine1 { get; set; }
    public string? AddressLine2 { get; set; }
    public string? City { get; set; }
    public string? Pincode { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public bool GstEnabledByDefault { get; set; } = true;
    public bool RequireGstinValidation { get; set; } = true;
}
