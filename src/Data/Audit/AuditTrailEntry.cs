namespace AdminApp.Data.Audit;

/// <summary>A row of <c>audit_trail</c>.</summary>
public sealed class AuditTrailEntry
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int UserId { get; set; }

    /// <summary>CREATE | UPDATE | DELETE | LOGIN | LOGOUT.</summary>
    public string Action { get; set; } = "";
    public string TableName { get; set; } = "";

    /// <summary>Polymorphic with table_name; no FK.</summary>
    public int? RecordId { get; set; }

    /// <summary>JSON held as text.</summary>
    public string? OldValues { get; set; }

    /// <summary>JSON held as text.</summary>
    public string? NewValues { get; set; }
    public string? IpAddress { get; set; }
    public string? UserAgent { get; set; }
    public DateTime CreatedAt { get; set; }
}
