namespace AdminApp.Data.Origin;

/// <summary>A row of <c>tenants</c>.</summary>
public sealed class TenantRecord
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string Slug { get; set; } = "";
    public string? Domain { get; set; }

    /// <summary>Dental_clinic | manufacturing | business | .</summary>
    public string OrganizationType { get; set; } = "business";
    public string? Industry { get; set; }

    /// <summary>Small | medium | large.</summary>
    public string? Size { get; set; }
    public string? ContactPerson { get; set; }
    public string? ContactEmail { get; set; }
    public string? ContactPhone { get; set; }
    public string? AddressLine1 { get; set; }
    public string? AddressLine2 { get; set; }
    public string? City { get; set; }
    public string? State { get; set; }
    public string? Country { get; set; } = "India";
    public string? Pincode { get; set; }
    public string? Gstin { get; set; }
    public string? Pan { get; set; }
    public string? BusinessRegistrationNumber { get; set; }
    public string SubscriptionPlan { get; set; } = "basic";

    /// <summary>Active | suspended | cancelled.</summary>
    public string SubscriptionStatus { get; set; } = "active";
    public DateTime? SubscriptionStartDate { get; set; }
    public DateTime? SubscriptionEndDate { get; set; }
    public int MaxUsers { get; set; } = 5;
    public int MaxProducts { get; set; } = 1000;
    public int MaxTransactionsPerMonth { get; set; } = 10000;
    public int StorageLimitGb { get; set; } = 10;
    public bool IsActive { get; set; } = true;
    public bool IsTrial { get; set; } = true;
    public DateTime? TrialEndDate { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
