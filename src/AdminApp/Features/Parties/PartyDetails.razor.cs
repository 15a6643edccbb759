using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>A party's fields, to read.</summary>
public partial class PartyDetails
{
    [Parameter, EditorRequired]
    public Party Party { get; set; } = default!;

    private List<string> Billing =>
        Lines(Party.BillingAddressLine1, Party.BillingAddressLine2, Party.BillingCity, Party.BillingPincode, Party.BillingState, Party.BillingCountry);

    private List<string> Shipping =>
        Lines(Party.ShippingAddressLine1, Party.ShippingAddressLine2, Party.ShippingCity, Party.ShippingPincode, Party.ShippingState, Party.ShippingCountry);

    /// <summary>As on an envelope; parts that are missing leave no gap. A country alone is no address: it is there by default.</summary>
    private static List<string> Lines(string? line1, string? line2, string? city, string? pincode, string? state, string? country)
    {
        string Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        var lines = new[] { line1, line2, Join(", ", Join(" ", city, pincode), state) }.Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line!).ToList();
        if (lines.Count > 0 && !string.IsNullOrWhiteSpace(country))
            lines.Add(country);
        return lines;
    }
}
