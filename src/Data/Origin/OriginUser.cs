namespace AdminApp.Data.Origin;

/// <summary>A row of <c>users</c>.</summary>
public sealed class OriginUser
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public string Username { get; set; } = "";
    public string PasswordHash { get; set; } = "";
    public int RoleId { get; set; }
}
