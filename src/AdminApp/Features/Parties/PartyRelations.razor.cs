using AdminApp.Data.Parties;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>The documents that name a party, per relation, with their totals and what is still open.</summary>
public partial class PartyRelations
{
    [Parameter, EditorRequired]
    public IReadOnlyList<PartyRelation> Relations { get; set; } = [];

    private static string Name(PartyRelation relation)
    {
        var noun = relation.Relation switch
        {
            "invoices" => new Noun("invoice", "invoices"),
            "supplied_invoices" => new Noun("invoice as supplier", "invoices as supplier"),
            "purchases" => new Noun("purchase", "purchases"),
            "purchase_orders" => new Noun("purchase order", "purchase orders"),
            "expenses" => new Noun("expense", "expenses"),
            _ => new Noun("recurring invoice", "recurring invoices"),
        };
        return noun.Count(relation.Documents);
    }
}
