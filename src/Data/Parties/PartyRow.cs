using AdminApp.Data.Sql;

namespace AdminApp.Data.Parties;

/// <summary>A row of the grid.</summary>
public sealed record PartyRow(
    int Id, string Name, bool IsCustomer, bool IsVendor, string? ContactPerson, string? ContactNumber, string? Email, string? Gstin,
    string? City, string? State, string? Registration, bool IsActive, bool IsProtected, int Version)
{
    /// <summary>Invoices not yet paid in which the party is the customer.</summary>
    public int OpenInvoices { get; init; }

    /// <summary>Their balance, in the invoices' currency as recorded.</summary>
    public decimal OpenBalance { get; init; }
}

/// <summary>A page of the grid with the counts beside the status segment.</summary>
/// <param name="Rows">At most the page size.</param>
/// <param name="Active">Active records that match the other conditions.</param>
/// <param name="Inactive">Inactive ones.</param>
/// <param name="PageIndex">From 0.</param>
public sealed record PartyPage(IReadOnlyList<PartyRow> Rows, CappedCount Active, CappedCount Inactive, int PageIndex);
