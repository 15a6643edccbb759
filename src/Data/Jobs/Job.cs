namespace AdminApp.Data.Jobs;

/// <summary>Work that outlives the request that asked for it; a hosted worker carries it out.</summary>
public sealed class Job
{
    /// <summary>A GUID as text.</summary>
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string State { get; set; } = "";
    public int Done { get; set; }
    public int Total { get; set; }

    /// <summary>JSON, read by the worker of this kind.</summary>
    public string? Payload { get; set; }
    public string? Message { get; set; }
    public string CreatedBy { get; set; } = "";
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    public bool CancelRequested { get; set; }
}
