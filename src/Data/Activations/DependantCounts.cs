using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Activations;

/// <summary>Counts what hangs on the parties of a preview, set-based over the pinned items.</summary>
internal static class DependantCounts
{
    private static readonly (string Relation, string Documents, string Key, string Amount, string Open)[] OfParties =
    [
        ("open_invoices", "invoices", "customer_id", SqlDialect.Sum + "(d.balance_amount)", "d." + OpenDocuments.Invoice),
        ("open_purchases", "purchases", "vendor_id", SqlDialect.Sum + "(d.balance_amount)", "d." + OpenDocuments.Purchase),
        ("open_purchase_orders", "purchase_orders", "vendor_id", SqlDialect.Sum + "(d.grand_total)", "d." + OpenDocuments.PurchaseOrder),
        ("active_templates", "recurring_invoice_templates", "customer_id", "NULL", "d.is_active"),
    ];

    /// <summary>Relations that have something; none when the entity has no dependants worth a warning.</summary>
    public static async Task<IReadOnlyList<Dependants>> CountAsync(TenantContext context, string entity, string batchId, CancellationToken cancellationToken)
    {
        var found = new List<Dependants>();
        if (entity != PartyService.Entity)
            return found;
        foreach (var (relation, documents, key, amount, open) in OfParties)
        {
            // Beyond the bound the amount would have to be read from every document of every record: a preview must not wait for that.
            var records = await CappedCount.OfAsync(context, "activation_items x", new SqlText(" WHERE x.batch_id = ").Value(batchId)
                .Add($" AND x.outcome = '{ItemOutcome.Pending}' AND EXISTS (SELECT 1 FROM {documents} d WHERE d.{key} = x.entity_id AND {open})"), cancellationToken).ConfigureAwait(false);
            if (records.Value == 0)
                continue;
            if (!records.IsExact)
            {
                found.Add(new Dependants(relation, (int)records.Value, (int)records.Value, null, Exact: false));
                continue;
            }
            var rows = await new SqlText($"SELECT count(DISTINCT d.{key}), count(*), {amount} FROM activation_items x JOIN {documents} d ON d.{key} = x.entity_id WHERE x.batch_id = ")
                .Value(batchId).Add($" AND x.outcome = '{ItemOutcome.Pending}' AND {open}")
                .RowsAsync(context, r => new Dependants(relation, r.GetInt32(0), r.GetInt32(1), amount == "NULL" ? null : r.Money(2)), cancellationToken).ConfigureAwait(false);
            found.AddRange(rows.Where(d => d.Documents > 0));
        }
        return found;
    }
}
