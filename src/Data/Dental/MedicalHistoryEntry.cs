namespace AdminApp.Data.Dental;

/// <summary>A row of <c>medical_history</c>.</summary>
public sealed class MedicalHistoryEntry
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public int PatientId { get; set; }
    public DateTime RecordDate { get; set; }
    public string RecordType { get; set; } = "";
    public string Condition { get; set; } = "";
    public string? Description { get; set; }
    public string? Severity { get; set; }
    public string? TreatmentReceived { get; set; }
    public string? Medications { get; set; }
    public string? Outcome { get; set; }
    public DateOnly? OnsetDate { get; set; }
    public DateOnly? ResolutionDate { get; set; }
    public string? ProviderName { get; set; }
    public string? ProviderType { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
