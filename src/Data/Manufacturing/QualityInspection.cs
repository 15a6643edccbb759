namespace AdminApp.Data.Manufacturing;

/// <summary>A row of <c>quality_control</c>.</summary>
public sealed class QualityInspection
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int ProductionOrderId { get; set; }
    public DateTime InspectionDate { get; set; }
    public int InspectorId { get; set; }
    public string InspectionType { get; set; } = "";
    public double QuantityInspected { get; set; }
    public double QuantityPassed { get; set; }
    public double QuantityFailed { get; set; }
    public double PassRate { get; set; } = 100.0;
    public double DefectRate { get; set; }

    /// <summary>JSON held as text.</summary>
    public string? DefectTypes { get; set; }
    public string? DefectNotes { get; set; }
    public bool CorrectiveActionRequired { get; set; }
    public string? CorrectiveAction { get; set; }
    public int? ActionTakenBy { get; set; }
    public DateTime? ActionTakenDate { get; set; }

    /// <summary>Pass | Fail | Conditional Pass.</summary>
    public string OverallResult { get; set; } = "Pass";
    public string? InspectionNotes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
