namespace AdminApp.Data.Central;

/// <summary>
/// A request that its caller may send again: what it asked, how far it is and what was answered. In the central database, so that
/// it is kept when a tenant moves.
/// </summary>
public sealed class IdempotencyKey
{
    public string UserId { get; set; } = "";

    public string TenantSlug { get; set; } = "";

    /// <summary>As the caller sent it.</summary>
    public string Key { get; set; } = "";

    /// <summary>SHA-256 of method, address and body.</summary>
    public string RequestHash { get; set; } = "";

    /// <summary>The process that is at it; null when nobody is.</summary>
    public string? Owner { get; set; }

    /// <summary>The batch that came of it; noted before the batch is queued, so that a repetition goes on with the same one.</summary>
    public string? BatchId { get; set; }

    /// <summary>Null until it was answered.</summary>
    public int? Status { get; set; }

    /// <summary>JSON as it was sent.</summary>
    public string? Answer { get; set; }

    /// <summary>Header of the answer.</summary>
    public string? Location { get; set; }

    public DateTime CreatedAt { get; set; }
}
