namespace AdminApp.Data.Dental;

/// <summary>A row of <c>patients</c>.</summary>
public sealed class Patient
{
    public int Id { get; set; }
    public int? TenantId { get; set; }

    /// <summary>Clinic code (string), NOT the FK target.</summary>
    public string PatientId { get; set; } = "";
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public DateOnly DateOfBirth { get; set; }

    /// <summary>Male | Female | Other.</summary>
    public string Gender { get; set; } = "";
    public string Phone { get; set; } = "";
    public string? Email { get; set; }
    public string? EmergencyContact { get; set; }
    public string? EmergencyPhone { get; set; }
    public string AddressLine1 { get; set; } = "";
    public string? AddressLine2 { get; set; }
    public string City { get; set; } = "";
    public string State { get; set; } = "";
    public string Pincode { get; set; } = "";
    public string? BloodGroup { get; set; }
    public string? Allergies { get; set; }
    public string? MedicalConditions { get; set; }
    public string? CurrentMedications { get; set; }
    public string? DentalInsurance { get; set; }
    public string? InsuranceNumber { get; set; }
    public string? InsuranceProvider { get; set; }
    public bool IsActive { get; set; } = true;
    public DateTime RegistrationDate { get; set; }
    public DateTime? LastVisitDate { get; set; }
    public string? Occupation { get; set; }
    public string? ReferredBy { get; set; }
    public string? Notes { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
