namespace AdminApp.Data.Manufacturing;

/// <summary>A row of <c>work_centers</c>.</summary>
public sealed class WorkCenter
{
    public int Id { get; set; }
    public int? TenantId { get; set; }

    /// <summary>Business code (string).</summary>
    public string WorkCenterId { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Description { get; set; }
    public string? Location { get; set; }
    public double CapacityPerHour { get; set; } = 1.0;
    public string CapacityUnit { get; set; } = "Pieces";

    /// <summary>JSON held as text.</summary>
    public string? EquipmentList { get; set; }

    /// <summary>JSON held as text.</summary>
    public string? RequiredSkills { get; set; }
    public decimal HourlyRate { get; set; }
    public decimal SetupCost { get; set; }
    public bool IsActive { get; set; } = true;
    public bool IsAvailable { get; set; } = true;
    public DateOnly? LastMaintenanceDate { get; set; }
    public DateOnly? NextMaintenanceDate { get; set; }
    public string? MaintenanceNotes { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
