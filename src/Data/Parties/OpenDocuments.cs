namespace AdminApp.Data.Parties;

/// <summary>When a document still binds its party: conditions over the status conventions of the origin (source_schema.sql).</summary>
internal static class OpenDocuments
{
    /// <summary>invoices: Draft, Sent, Overdue and Partially Paid are open.</summary>
    public const string Invoice = "status NOT IN ('Paid', 'Cancelled')";

    /// <summary>purchases: Draft, Received and Partially Paid are open.</summary>
    public const string Purchase = "status NOT IN ('Paid', 'Cancelled')";

    /// <summary>purchase_orders: everything not yet closed or cancelled.</summary>
    public const string PurchaseOrder = "status NOT IN ('Closed', 'Cancelled')";
}
