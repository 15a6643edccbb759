using AdminApp.Data.Parties;
using AdminApp.Features.Activations;

namespace AdminApp.Features.Parties;

/// <summary>What the three lists are called.</summary>
/// <param name="Title">Heading: "Customers".</param>
/// <param name="Noun">"customer", "customers".</param>
/// <param name="NewHref">Address of the form.</param>
public sealed record PartyWords(string Title, Noun Noun, string NewHref)
{
    private static readonly PartyWords All = new("All parties", new("party", "parties"), "/parties/new");
    private static readonly PartyWords Customers = new("Customers", new("customer", "customers"), "/parties/new?type=customer");
    private static readonly PartyWords Vendors = new("Vendors", new("vendor", "vendors"), "/parties/new?type=vendor");

    public static PartyWords Of(PartyKind kind) => kind switch
    {
        PartyKind.Customers => Customers,
        PartyKind.Vendors => Vendors,
        _ => All,
    };

    /// <summary>"Customer", "Vendor", "Customer, vendor" or "Party".</summary>
    public static string Type(bool isCustomer, bool isVendor) => (isCustomer, isVendor) switch
    {
        (true, true) => "Customer, vendor",
        (true, false) => "Customer",
        (false, true) => "Vendor",
        _ => "Party",
    };

    /// <summary>"Bengaluru, Karnataka"; null when neither is known.</summary>
    public static string? Place(string? city, string? state)
    {
        var parts = new[] { city, state }.Where(part => !string.IsNullOrWhiteSpace(part));
        return string.Join(", ", parts) is { Length: > 0 } place ? place : null;
    }
}
