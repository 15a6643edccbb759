using AdminApp.Data.Activations;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Parties;

/// <summary>The WHERE clause of a <see cref="PartyFilter"/> over <c>parties p</c>.</summary>
internal static class PartyFilterSql
{
    public const string SearchIndex = "parties_search";

    /// <param name="filter">The conditions.</param>
    /// <param name="status">Overrides the filter's status, for the counts of the other segments.</param>
    /// <param name="search">The plan chosen for the filter's search term.</param>
    public static SqlText Where(PartyFilter filter, StatusFilter status, SearchPlan search)
    {
        var where = new SqlText(" WHERE 1=1");
        if (status != StatusFilter.All)
            where.Add(status == StatusFilter.Active ? " AND p.is_active" : " AND NOT p.is_active");
        if (filter.Kind != PartyKind.All)
            where.Add(filter.Kind == PartyKind.Customers ? " AND p.is_customer" : " AND p.is_vendor");
        if (filter.NoVendors)
            where.Add(" AND p.is_vendor IS NOT TRUE");
        search.AddTo(where, "p", SearchIndex);
        AddAny(where, "p.billing_city", filter.Cities);
        AddAny(where, "p.billing_state", filter.States);
        if (filter.GstEnabled is { } enabled)
            where.Add(" AND coalesce(p.gst_enabled, TRUE) = ").Value(enabled);
        if (filter.Registration is { } registration)
            where.Add(" AND p.gst_registration_status = ").Value(registration);
        if (filter.HasGstin is { } gstin)
            where.Add(gstin ? " AND p.gstin <> ''" : " AND coalesce(p.gstin, '') = ''");
        if (filter.IsProtected is { } isProtected)
            where.Add(isProtected ? " AND p.is_protected" : " AND NOT p.is_protected");
        if (filter.HasOpenInvoices is { } open)
            where.Add($" AND {(open ? "" : "NOT ")}EXISTS (SELECT 1 FROM invoices i WHERE i.customer_id = p.id AND i.{OpenDocuments.Invoice})");
        return where;
    }

    private static void AddAny(SqlText where, string column, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        where.Add($" AND {column} IN (");
        for (var i = 0; i < values.Count; i++)
            where.Add(i == 0 ? "" : ",").Value(values[i]);
        where.Add(")");
    }
}
