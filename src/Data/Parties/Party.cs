using AdminApp.Data.Activations;
using AdminApp.Data.Schema;

namespace AdminApp.Data.Parties;

/// <summary>A row of <c>parties</c>.</summary>
public sealed class Party : ISearchable, IActivatable
{
    public int Id { get; set; }
    public int? TenantId { get; set; }
    public string Name { get; set; } = "";
    public string? Gstin { get; set; }
    public bool? GstEnabled { get; set; }
    public string? ContactPerson { get; set; }
    public string? ContactNumber { get; set; }
    public string? Email { get; set; }
    public string? BillingAddressLine1 { get; set; }
    public string? BillingAddressLine2 { get; set; }
    public string? BillingCity { get; set; }
    public string? BillingState { get; set; }
    public string? BillingCountry { get; set; } = "India";
    public string? BillingPincode { get; set; }
    public string? ShippingAddressLine1 { get; set; }
    public string? ShippingAddressLine2 { get; set; }
    public string? ShippingCity { get; set; }
    public string? ShippingState { get; set; }
    public string? ShippingCountry { get; set; }
    public string? ShippingPincode { get; set; }

    /// <summary>GST not registered | GST registered | Composition scheme.</summary>
    public string? GstRegistrationStatus { get; set; } = "GST not registered";
    public string? Notes { get; set; }
    public bool IsActive { get; set; } = true;
    public bool? IsCustomer { get; set; }
    public bool? IsVendor { get; set; }

    /// <summary>Raised by one with every change; a change that names an older one is refused.</summary>
    public int Version { get; set; } = 1;

    /// <summary>A protected record is never deactivated.</summary>
    public bool IsProtected { get; set; }

    /// <inheritdoc/>
    public string NameSort { get; set; } = "";

    /// <inheritdoc/>
    public string SearchText { get; set; } = "";

    /// <inheritdoc/>
    public string?[] SearchedFields() => [Name, ContactPerson, ContactNumber, Email, Gstin, BillingAddressLine1, BillingCity, BillingState];
}
