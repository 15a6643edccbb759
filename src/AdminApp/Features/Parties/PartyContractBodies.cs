using AdminApp.Api;
using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>Reads the bodies of <see cref="PartyCreate"/> and <see cref="PartyUpdate"/> as the origin reads them.</summary>
internal static class PartyContractBodies
{
    private static readonly string[] Required = ["name", "billing_address_line1", "billing_city", "billing_state"];

    /// <exception cref="ApiValidationException">A required field is missing or a value has the wrong type.</exception>
    public static async Task<Party> NewPartyAsync(HttpRequest request)
    {
        var body = await ApiBody.ReadAsync(request);
        var isVendor = body.RequiredText("type") == PartyResponse.Vendor;
        var party = new Party { IsVendor = isVendor, IsCustomer = !isVendor, GstEnabled = !body.Has("gst_enabled") || body.Flag("gst_enabled") is not false };
        foreach (var field in PartyField.All)
            field.Set(party, Required.Contains(field.Name) ? body.RequiredText(field.Name) : body.OptionalText(field.Name, field.Get(party)));
        party.GstRegistrationStatus ??= PartyResponse.DefaultRegistration;
        body.Refuse();
        return party;
    }

    /// <exception cref="ApiValidationException">The name is null or a value has the wrong type.</exception>
    public static async Task<PartyChanges> ChangesAsync(HttpRequest request)
    {
        var body = await ApiBody.ReadAsync(request);
        var fields = new Dictionary<string, string?>();
        foreach (var field in PartyField.All.Where(field => body.Has(field.Name)))
            fields[field.Name] = body.Text(field.Name, nullable: field.Name != "name");
        var changes = new PartyChanges { Fields = fields, ChangesGstEnabled = body.Has("gst_enabled"), GstEnabled = body.Flag("gst_enabled") };
        body.Refuse();
        return changes;
    }

    /// <summary>The reason for a change of state; null when the caller gave none.</summary>
    /// <exception cref="ApiValidationException">The body is no object, or the reason no text of at most 500 characters.</exception>
    public static async Task<string?> ReasonAsync(HttpRequest request)
    {
        var body = await ApiBody.ReadAsync(request, optional: true);
        var reason = body.OptionalText("reason");
        if (reason?.Length > MaxReason)
            body.Fault(ApiFault.TooLong(reason, MaxReason, "body", "reason"));
        body.Refuse();
        return reason;
    }

    private const int MaxReason = 500;
}
