namespace AdminApp.Data.Origin;

/// <summary>A row of <c>tenant_domains</c>.</summary>
public sealed class TenantDomain
{
    public int Id { get; set; }
    public int TenantId { get; set; }
    public string Domain { get; set; } = "";
    public string? SslCertificate { get; set; }
    public DateTime? SslExpiresAt { get; set; }
    public bool DnsVerified { get; set; }
    public bool IsActive { get; set; } = true;
    public bool IsPrimary { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? VerifiedAt { get; set; }
}
