using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>A party as the API shows it: the origin's 23 keys in its order, always all of them.</summary>
/// <param name="Id">Number of the party.</param>
/// <param name="Type"><c>vendor</c> when the party is a vendor (also when it is both), else <c>customer</c>.</param>
/// <param name="GstRegistrationStatus">GST not registered, GST registered or Composition scheme.</param>
/// <param name="GstEnabled">true where nothing is stored.</param>
/// <param name="IsActive">false once deactivated; lists leave such parties out unless asked.</param>
public sealed record PartyResponse(
    int Id,
    string Type,
    string Name,
    string? ContactPerson,
    string? ContactNumber,
    string? Email,
    string? Gstin,
    string GstRegistrationStatus,
    bool GstEnabled,
    string? BillingAddressLine1,
    string? BillingAddressLine2,
    string? BillingCity,
    string? BillingState,
    string? BillingCountry,
    string? BillingPincode,
    string? ShippingAddressLine1,
    string? ShippingAddressLine2,
    string? ShippingCity,
    string? ShippingState,
    string? ShippingCountry,
    string? ShippingPincode,
    string? Notes,
    bool IsActive)
{
    public const string Vendor = "vendor";
    public const string Customer = "customer";
    public const string DefaultRegistration = "GST not registered";

    public static PartyResponse Of(Party party) => new(
        party.Id,
        party.IsVendor == true ? Vendor : Customer,
        party.Name,
        party.ContactPerson,
        party.ContactNumber,
        party.Email,
        party.Gstin,
        party.GstRegistrationStatus ?? DefaultRegistration,
        party.GstEnabled ?? true,
        party.BillingAddressLine1,
        party.BillingAddressLine2,
        party.BillingCity,
        party.BillingState,
        party.BillingCountry,
        party.BillingPincode,
        party.ShippingAddressLine1,
        party.ShippingAddressLine2,
        party.ShippingCity,
        party.ShippingState,
        party.ShippingCountry,
        party.ShippingPincode,
        party.Notes,
        party.IsActive);
}

/// <summary>The body of a new party. Other keys are ignored, also <c>is_active</c>: a new party is active.</summary>
/// <param name="Type"><c>vendor</c> makes a vendor, any other text a customer.</param>
/// <param name="Gstin">Empty, or 15 characters such as 29ABCDE1234F1Z5.</param>
public sealed record PartyCreate(
    string Type,
    string Name,
    string BillingAddressLine1,
    string BillingCity,
    string BillingState,
    string? ContactPerson = null,
    string? ContactNumber = null,
    string? Email = null,
    string? Gstin = null,
    string GstRegistrationStatus = PartyResponse.DefaultRegistration,
    bool GstEnabled = true,
    string? BillingAddressLine2 = null,
    string? BillingCountry = "India",
    string? BillingPincode = null,
    string? ShippingAddressLine1 = null,
    string? ShippingAddressLine2 = null,
    string? ShippingCity = null,
    string? ShippingState = null,
    string? ShippingCountry = null,
    string? ShippingPincode = null,
    string? Notes = null);

/// <summary>A partial update: only the keys sent change, null clears. <c>type</c> and <c>is_active</c> are ignored.</summary>
public sealed record PartyUpdate(
    string? Name = null,
    string? ContactPerson = null,
    string? ContactNumber = null,
    string? Email = null,
    string? Gstin = null,
    string? GstRegistrationStatus = null,
    bool? GstEnabled = null,
    string? BillingAddressLine1 = null,
    string? BillingAddressLine2 = null,
    string? BillingCity = null,
    string? BillingState = null,
    string? BillingCountry = null,
    string? BillingPincode = null,
    string? ShippingAddressLine1 = null,
    string? ShippingAddressLine2 = null,
    string? ShippingCity = null,
    string? ShippingState = null,
    string? ShippingCountry = null,
    string? ShippingPincode = null,
    string? Notes = null);

/// <summary>Why a party is activated or deactivated; the whole body may be left out.</summary>
public sealed record ActivationReason(string? Reason = null);
