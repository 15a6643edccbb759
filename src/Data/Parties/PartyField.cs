using System.Collections.Frozen;

namespace AdminApp.Data.Parties;

/// <summary>
/// The fields of a party that people and API callers set: name in the API, label on forms, column width, and how to get and set
/// it. One table for validation, partial updates and the audit's before and after.
/// </summary>
public sealed class PartyField
{
    private PartyField(string name, string label, int maxLength, Func<Party, string?> get, Action<Party, string?> set)
    {
        Name = name;
        Label = label;
        MaxLength = maxLength;
        Get = get;
        Set = set;
    }

    /// <summary>snake_case, as in the API and the database.</summary>
    public string Name { get; }

    public string Label { get; }

    /// <summary>Width of the origin's column in characters.</summary>
    public int MaxLength { get; }

    public Func<Party, string?> Get { get; }

    public Action<Party, string?> Set { get; }

    /// <summary>All text fields in the order of the API's response. <c>gst_enabled</c>, the one flag, is not among them.</summary>
    public static IReadOnlyList<PartyField> All { get; } =
    [
        new("name", "Name", 100, p => p.Name, (p, v) => p.Name = v ?? ""),
        new("contact_person", "Contact person", 100, p => p.ContactPerson, (p, v) => p.ContactPerson = v),
        new("contact_number", "Contact number", 20, p => p.ContactNumber, (p, v) => p.ContactNumber = v),
        new("email", "E-mail", 100, p => p.Email, (p, v) => p.Email = v),
        new("gstin", "GSTIN", 15, p => p.Gstin, (p, v) => p.Gstin = v),
        new("gst_registration_status", "GST registration", 50, p => p.GstRegistrationStatus, (p, v) => p.GstRegistrationStatus = v),
        new("billing_address_line1", "Billing address line 1", 200, p => p.BillingAddressLine1, (p, v) => p.BillingAddressLine1 = v),
        new("billing_address_line2", "Billing address line 2", 200, p => p.BillingAddressLine2, (p, v) => p.BillingAddressLine2 = v),
        new("billing_city", "Billing city", 50, p => p.BillingCity, (p, v) => p.BillingCity = v),
        new("billing_state", "Billing state", 50, p => p.BillingState, (p, v) => p.BillingState = v),
        new("billing_country", "Billing country", 50, p => p.BillingCountry, (p, v) => p.BillingCountry = v),
        new("billing_pincode", "Billing PIN code", 10, p => p.BillingPincode, (p, v) => p.BillingPincode = v),
        new("shipping_address_line1", "Shipping address line 1", 200, p => p.ShippingAddressLine1, (p, v) => p.ShippingAddressLine1 = v),
        new("shipping_address_line2", "Shipping address line 2", 200, p => p.ShippingAddressLine2, (p, v) => p.ShippingAddressLine2 = v),
        new("shipping_city", "Shipping city", 50, p => p.ShippingCity, (p, v) => p.ShippingCity = v),
        new("shipping_state", "Shipping state", 50, p => p.ShippingState, (p, v) => p.ShippingState = v),
        new("shipping_country", "Shipping country", 50, p => p.ShippingCountry, (p, v) => p.ShippingCountry = v),
        new("shipping_pincode", "Shipping PIN code", 10, p => p.ShippingPincode, (p, v) => p.ShippingPincode = v),
        new("notes", "Notes", 500, p => p.Notes, (p, v) => p.Notes = v),
    ];

    /// <summary>By <see cref="Name"/>.</summary>
    public static FrozenDictionary<string, PartyField> ByName { get; } = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
}
