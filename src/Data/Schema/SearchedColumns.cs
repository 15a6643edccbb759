namespace AdminApp.Data.Schema;

/// <summary>The columns searched in each table, the name first: what <see cref="ISearchable.SearchedFields"/> returns, by column.</summary>
internal static class SearchedColumns
{
    public static readonly string[] Parties =
        ["name", "contact_person", "contact_number", "email", "gstin", "billing_address_line1", "billing_city", "billing_state"];

    public static readonly string[] Products = ["name", "sku", "category", "supplier", "hsn", "description"];
}
