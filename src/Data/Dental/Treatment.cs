namespace AdminApp.Data.Dental;

/// <summary>A row of <c>treatments</c>.</summary>
public sealed class Treatment
{
    public int Id { get; set; }
    public int? TenantId { get; set; }

    /// <summary>Clinic code (string).</summary>
    public string TreatmentId { get; set; } = "";
    public int PatientId { get; set; }
    public int? AppointmentId { get; set; }
    public int? DoctorId { get; set; }
    public string TreatmentType { get; set; } = "";
    public string TreatmentCategory { get; set; } = "";

    /// <summary>Comma-separated.</summary>
    public string? ToothNumbers { get; set; }
    public string Diagnosis { get; set; } = "";
    public string TreatmentPlan { get; set; } = "";
    public string? ProcedureNotes { get; set; }
    public string? PostTreatmentInstructions { get; set; }

    /// <summary>Planned | In Progress | Completed | Cancelled.</summary>
    public string Status { get; set; } = "Planned";
    public DateTime? TreatmentDate { get; set; }
    public DateTime? CompletionDate { get; set; }
    public bool FollowUpRequired { get; set; }
    public DateTime? FollowUpDate { get; set; }
    public string? FollowUpNotes { get; set; }
    public decimal EstimatedCost { get; set; }
    public decimal? ActualCost { get; set; }
    public decimal InsuranceCoverage { get; set; }
    public decimal PatientShare { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
