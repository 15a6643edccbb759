using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>What is open with a party, and when it last had a document, at a glance.</summary>
public partial class PartyTotals
{
    [Parameter, EditorRequired]
    public IReadOnlyList<PartyRelation> Relations { get; set; } = [];

    private int OpenInvoices => Relation("invoices")?.Open ?? 0;

    private decimal Owed => Relation("invoices")?.OpenAmount ?? 0;

    private decimal Due => Relation("purchases")?.OpenAmount ?? 0;

    /// <summary>A date on paper, the same in every time zone.</summary>
    private DateTime? LastActivity => Relations.Max(relation => relation.LastAt);

    private PartyRelation? Relation(string name) => Relations.FirstOrDefault(relation => relation.Relation == name);
}
