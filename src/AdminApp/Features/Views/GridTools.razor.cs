using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Views;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Views;

/// <summary>
/// Saved views and columns of a grid. The columns are the person's own choice, kept in the database, unless the address names
/// others: a view or a link shows the same columns to everybody.
/// </summary>
public partial class GridTools
{
    private bool open;
    private GridLayout? own;

    /// <summary>The choice as prerendered, so that the columns do not change under one's eyes. Set again with every parameter, so that it is not the one in use.</summary>
    [PersistentState]
    public GridLayout? Prerendered { get; set; }

    /// <summary>Name of the grid, such as "parties"; its choices are kept under it.</summary>
    [Parameter, EditorRequired]
    public string Grid { get; set; } = "";

    /// <summary>The grid's columns under a layout.</summary>
    [Parameter, EditorRequired]
    public Func<GridLayout, IReadOnlyList<GridColumnChoice>> Choices { get; set; } = default!;

    [Parameter, EditorRequired]
    public GridLayout Layout { get; set; } = GridLayout.Default;

    [Parameter]
    public EventCallback<GridLayout> LayoutChanged { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private GridPreferences Preferences { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if ((own = Prerendered) is not null)
            return;
        try
        {
            var kept = await Preferences.FindAsync(await Access.ActorAsync(), Grid, CancellationToken.None);
            Prerendered = own = kept is null ? GridLayout.Default : new GridLayout(kept.Columns, kept.IsCompact);
        }
        catch (Exception fault)
        {
            // The list says what is wrong, if anything is; it has columns without this.
            Faults.Explain(fault, "read the columns of a grid");
            own = GridLayout.Default;
        }
    }

    protected override Task OnParametersSetAsync()
    {
        var wanted = (own ?? GridLayout.Default) with { Columns = Url.Text("cols") ?? own?.Columns };
        return wanted == Layout ? Task.CompletedTask : LayoutChanged.InvokeAsync(wanted);
    }

    private async Task ChooseAsync(GridLayout chosen)
    {
        own = chosen;
        if (Url.Text("cols") is not null)
            Url.Replace(("cols", null));
        await LayoutChanged.InvokeAsync(chosen);
        try
        {
            await Preferences.SaveAsync(await Access.ActorAsync(), Grid, chosen.Columns, chosen.Compact, CancellationToken.None);
        }
        catch (Exception fault)
        {
            Toasts.Warn("The columns are not kept for the next time", Faults.Text(fault, "keep the columns of a grid"));
        }
    }
}
