using AdminApp.Data.Text;

namespace AdminApp.Data.Parties;

/// <summary>The two derived columns of a party on SQLite: how it sorts and what finds it. Written with the row, never alone.</summary>
public static class PartySearch
{
    /// <summary>Value of <c>parties.name_sort</c>.</summary>
    public static string NameSort(string? name) => SearchFold.Fold(name);

    /// <summary>Value of <c>parties.search_text</c>: the eight fields the origin's search looks at.</summary>
    public static string SearchText(
        string? name, string? contactPerson, string? contactNumber, string? email,
        string? gstin, string? billingAddressLine1, string? billingCity, string? billingState) =>
        SearchFold.Join(name, contactPerson, contactNumber, email, gstin, billingAddressLine1, billingCity, billingState);

    public static void Derive(Party party)
    {
        party.NameSort = NameSort(party.Name);
        party.SearchText = SearchText(
            party.Name, party.ContactPerson, party.ContactNumber, party.Email,
            party.Gstin, party.BillingAddressLine1, party.BillingCity, party.BillingState);
    }
}
