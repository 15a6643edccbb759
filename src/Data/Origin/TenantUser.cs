namespace AdminApp.Data.Origin;

/// <summary>A row of <c>tenant_users</c>.</summary>
public sealed class TenantUser
{
    public int Id { get; set; }
    public int TenantId { get; set; }
    public int UserId { get; set; }

    /// <summary>Owner | admin | manager | user.</summary>
    public string Role { get; set; } = "user";

    /// <summary>JSON held as text.</summary>
    public string? Permissions { get; set; }
    public bool IsActive { get; set; } = true;
    public bool IsPrimaryContact { get; set; }
    public DateTime JoinedAt { get; set; }
    public DateTime? LastAccessAt { get; set; }
}
