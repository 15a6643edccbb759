using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>Yours and current side by side, field by field, each to be kept or taken.</summary>
public partial class PartyConflictPanel
{
    private ElementReference panel;

    [Parameter, EditorRequired]
    public PartyConflict Conflict { get; set; } = default!;

    [Parameter, EditorRequired]
    public Party Typed { get; set; } = default!;

    /// <summary>Every field is decided.</summary>
    [Parameter]
    public EventCallback OnResolved { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await panel.FocusAsync();
    }

    private static string Pressed(PartyConflictField field, bool mine) => field.KeepMine == mine ? "true" : "false";
}
