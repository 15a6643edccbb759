using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

public partial class PartyRowNotice
{
    [Parameter, EditorRequired]
    public int Id { get; set; }

    [Parameter, EditorRequired]
    public PartyNotice Notice { get; set; } = default!;

    /// <summary>It stands on the party's own page.</summary>
    [Parameter]
    public bool OnThisPage { get; set; }

    /// <summary>Asks for the row as it is now; the notice goes with it.</summary>
    [Parameter]
    public EventCallback OnShowCurrent { get; set; }

    [Parameter]
    public EventCallback OnDismiss { get; set; }
}
