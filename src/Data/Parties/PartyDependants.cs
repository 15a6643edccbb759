using AdminApp.Data.Access;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Parties;

/// <summary>Documents of one kind that name a party.</summary>
/// <param name="Relation">invoices, supplied_invoices, purchases, purchase_orders, expenses or templates.</param>
/// <param name="Documents">How many, in whatever state.</param>
/// <param name="Total">Their totals added up, exact; null where the relation has no amounts.</param>
/// <param name="Open">How many still bind the party: not paid, not closed, or still recurring.</param>
/// <param name="OpenAmount">Open balance, exact; null where the relation has none.</param>
/// <param name="LastAt">Date of the newest document.</param>
public sealed record PartyRelation(string Relation, int Documents, decimal? Total, int Open, decimal? OpenAmount, DateTime? LastAt = null);

/// <summary>Counts what hangs on one party, relation by relation.</summary>
public sealed class PartyDependants(TenantDatabases databases)
{
    private static readonly (string Relation, string Table, string Key, string Date, string? Total, string Open, string? OpenAmount)[] Relations =
    [
        ("invoices", "invoices", "customer_id", "date", "grand_total", OpenDocuments.Invoice, "balance_amount"),
        ("supplied_invoices", "invoices", "supplier_id", "date", "grand_total", OpenDocuments.Invoice, "balance_amount"),
        ("purchases", "purchases", "vendor_id", "date", "grand_total", OpenDocuments.Purchase, "balance_amount"),
        ("purchase_orders", "purchase_orders", "vendor_id", "date", "grand_total", OpenDocuments.PurchaseOrder, "grand_total"),
        ("expenses", "expenses", "vendor_id", "expense_date", "total_amount", "FALSE", null),
        ("templates", "recurring_invoice_templates", "customer_id", "created_at", null, "is_active", null),
    ];

    /// <returns>Relations that have documents, in a fixed order; empty when nothing names the party.</returns>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<IReadOnlyList<PartyRelation>> OfAsync(TenantAccess access, int partyId, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<PartyRelation>();
        foreach (var (relation, table, key, date, total, open, openAmount) in Relations)
        {
            var row = (await new SqlText($"SELECT count(*), {Sum(total)}, count(*) FILTER (WHERE {open}), {Sum(openAmount, open)}, max({date}) FROM {table} WHERE {key} = ").Value(partyId)
                .RowsAsync(context, r => new PartyRelation(relation, r.GetInt32(0), total is null ? null : r.Money(1), r.GetInt32(2), openAmount is null ? null : r.Money(3), r.IsDBNull(4) ? null : DateTime.SpecifyKind(r.GetDateTime(4), DateTimeKind.Utc)), cancellationToken)
                .ConfigureAwait(false)).Single();
            if (row.Documents > 0)
                found.Add(row);
        }
        return found;
    }

    private static string Sum(string? column, string condition = "TRUE") => column is null ? "NULL" : $"{SqlDialect.Sum}({column}) FILTER (WHERE {condition})";
}
