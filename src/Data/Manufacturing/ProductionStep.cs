namespace AdminApp.Data.Manufacturing;

/// <summary>A row of <c>production_steps</c>.</summary>
public sealed class ProductionStep
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int ProductionOrderId { get; set; }
    public string StepName { get; set; } = "";
    public string? StepDescription { get; set; }
    public int SequenceNumber { get; set; } = 1;
    public int EstimatedDurationMinutes { get; set; } = 30;
    public int? ActualDurationMinutes { get; set; }

    /// <summary>Pending | In Progress | Completed | Skipped.</summary>
    public string Status { get; set; } = "Pending";
    public DateTime? StartTime { get; set; }
    public DateTime? EndTime { get; set; }
    public int? AssignedTo { get; set; }
    public bool QualityCheckRequired { get; set; }
    public bool? QualityCheckPassed { get; set; }
    public string? QualityNotes { get; set; }
    public string? StepNotes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
