namespace AdminApp.Data.Dental;

/// <summary>A row of <c>appointments</c>.</summary>
public sealed class Appointment
{
    public int Id { get; set; }
    public int? TenantId { get; set; }

    /// <summary>Clinic code (string).</summary>
    public string AppointmentId { get; set; } = "";
    public int PatientId { get; set; }
    public int? DoctorId { get; set; }
    public DateOnly AppointmentDate { get; set; }
    public DateTime StartTime { get; set; }
    public DateTime EndTime { get; set; }
    public int DurationMinutes { get; set; } = 30;
    public string AppointmentType { get; set; } = "";
    public string? TreatmentType { get; set; }

    /// <summary>Scheduled | Confirmed | In Progress | Completed | Cancelled | No Show.</summary>
    public string Status { get; set; } = "Scheduled";

    /// <summary>Pending | Confirmed | Reminder Sent.</summary>
    public string ConfirmationStatus { get; set; } = "Pending";
    public string? PatientNotes { get; set; }
    public string? DoctorNotes { get; set; }
    public string? InternalNotes { get; set; }
    public bool ReminderSent { get; set; }
    public DateTime? ReminderDate { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
