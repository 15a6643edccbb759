using System.Text.Json.Serialization;
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
/// <param name="List">The rows and where they stand.</param>
/// <param name="Active">Active records that match the other conditions.</param>
/// <param name="Inactive">Inactive ones.</param>
public sealed record PartyPage(ListPage<PartyRow> List, CappedCount Active, CappedCount Inactive)
{
    [JsonIgnore]
    public IReadOnlyList<PartyRow> Rows => List.Rows;
}
