using AdminApp.Data.Activations;

namespace AdminApp.Data.Parties;

public enum PartyKind
{
    All,
    Customers,
    Vendors,
}

/// <summary>What a list of parties is narrowed to; the same record serves the grid, the API and the pinning of a bulk action.</summary>
public sealed record PartyFilter
{
    public PartyKind Kind { get; init; }

    /// <summary>Only parties that are no vendors: those the API shows with type customer, also when neither flag is set.</summary>
    public bool NoVendors { get; init; }

    public StatusFilter Status { get; init; }

    /// <summary>Found anywhere in name, contact, phone, e-mail, GSTIN, address line 1, city or state, whatever the case or accents.</summary>
    public string? Search { get; init; }

    /// <summary>Exact, one of them; empty means any.</summary>
    public IReadOnlyList<string> Cities { get; init; } = [];

    /// <inheritdoc cref="Cities"/>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>true, false, or null for any. A stored NULL counts as true, as the origin's API shows it.</summary>
    public bool? GstEnabled { get; init; }

    /// <summary>Exact registration status; null for any.</summary>
    public string? Registration { get; init; }

    /// <summary>With a GSTIN (true), without (false), or null for any.</summary>
    public bool? HasGstin { get; init; }

    /// <summary>Protected against deactivation, or null for any.</summary>
    public bool? IsProtected { get; init; }

    /// <summary>With invoices not yet paid, or null for any.</summary>
    public bool? HasOpenInvoices { get; init; }

    /// <summary>Number of conditions beyond kind and status.</summary>
    public int Narrowings =>
        (HasGstin is null ? 0 : 1) + (IsProtected is null ? 0 : 1) + (HasOpenInvoices is null ? 0 : 1) +
        (string.IsNullOrWhiteSpace(Search) ? 0 : 1) + (Cities.Count > 0 ? 1 : 0) + (States.Count > 0 ? 1 : 0) + (GstEnabled is null ? 0 : 1) + (Registration is null ? 0 : 1);
}

/// <summary>Columns a list of parties can be sorted by.</summary>
public enum PartySort
{
    Name,
    Contact,
    Phone,
    Email,
    Gstin,
    City,
    State,
    Registration,
    Id,

    /// <summary>Balance of the open invoices; parties without any come first.</summary>
    OpenBalance,

    /// <summary>Inactive ones first.</summary>
    Active,
}
