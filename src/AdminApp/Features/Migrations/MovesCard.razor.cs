using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>The tenants that live on PostgreSQL or came from there, each with the steps of its move; the buttons are on the page of each.</summary>
public sealed partial class MovesCard
{
    [Parameter, EditorRequired]
    public IReadOnlyList<TenantMove> Moves { get; set; } = [];
}
