namespace AdminApp.Data.Audit;

/// <summary>One change: who, when, from where, why, and what it was before and after. Rows are added, never changed.</summary>
public sealed class AuditEntry
{
    public long Id { get; set; }
    public DateTime OccurredAt { get; set; }

    /// <summary>Name of the person or process.</summary>
    public string Actor { get; set; } = "";
    public string? ActorId { get; set; }

    /// <summary>Address of the client, or "cli".</summary>
    public string Origin { get; set; } = "";
    public string? UserAgent { get; set; }
    public string Action { get; set; } = "";

    /// <summary>Name of the table changed, such as "parties".</summary>
    public string Entity { get; set; } = "";
    public long? EntityId { get; set; }
    public string? EntityName { get; set; }
    public string? Reason { get; set; }

    /// <summary>JSON object of the changed columns.</summary>
    public string? Before { get; set; }

    /// <summary>JSON object of the changed columns.</summary>
    public string? After { get; set; }
    public string? BatchId { get; set; }

    /// <summary>SHA-256 over the hash of the row before it and this row's content (<see cref="AuditSeal"/>); null in rows from before there was a chain.</summary>
    public byte[]? Hash { get; set; }
}
