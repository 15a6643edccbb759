using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>Chooses a grid's columns, their order and how close its rows stand. Every change is seen behind it at once.</summary>
public partial class GridLayoutDialog
{
    private static readonly IReadOnlyList<SegmentOption> Densities = [new("", "Comfortable"), new("compact", "Compact")];

    private readonly Dictionary<string, ElementReference> ups = [];
    private readonly Dictionary<string, ElementReference> downs = [];
    private ElementReference? moved;
    private string said = "";

    [Parameter, EditorRequired]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>Every column, those shown first and in their order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<GridColumnChoice> Choices { get; set; } = [];

    [Parameter, EditorRequired]
    public GridLayout Layout { get; set; } = GridLayout.Default;

    [Parameter]
    public EventCallback<GridLayout> LayoutChanged { get; set; }

    private int ShownCount => Choices.Count(choice => choice.Shown);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A line that moves loses the focus, and the next press would go nowhere.
        if (moved is { } button)
        {
            moved = null;
            await button.FocusAsync();
        }
    }

    private Task ShowAsync(GridColumnChoice choice, bool show)
    {
        var shown = Choices.Where(other => other.Shown && other != choice).ToList();
        // Where the grid has it: behind the last shown one that it declares before it.
        if (show)
            shown.Insert(shown.FindLastIndex(other => other.Position < choice.Position) + 1, choice);
        return UseAsync(shown, $"{choice.Title} {(show ? "shown" : "hidden")}");
    }

    private Task MoveAsync(GridColumnChoice choice, int step)
    {
        var shown = Choices.Where(other => other.Shown).ToList();
        var (from, to) = (shown.IndexOf(choice), shown.IndexOf(choice) + step);
        // The first names the row and stays.
        if (to < 1 || to >= shown.Count)
            return Task.CompletedTask;
        (shown[from], shown[to]) = (shown[to], shown[from]);
        moved = (step < 0 ? ups : downs)[choice.Key];
        return UseAsync(shown, $"{choice.Title} is column {to + 1} of {shown.Count}");
    }

    private Task UseAsync(IEnumerable<GridColumnChoice> shown, string what)
    {
        said = what;
        return LayoutChanged.InvokeAsync(Layout with { Columns = string.Join(',', shown.Select(choice => choice.Key)) });
    }
}
