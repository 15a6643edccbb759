using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdminApp.Components.Controls;

/// <summary>A column's heading; sorts ascending first, then turns round. With Shift it adds to what the rows are sorted by already.</summary>
public partial class GridHeading
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? SortKey { get; set; }

    [Parameter]
    public GridSort? Sort { get; set; }

    [Parameter]
    public EventCallback<GridSort> SortChanged { get; set; }

    [Parameter]
    public string? Class { get; set; }

    private IReadOnlyList<GridSort> Levels => Sort?.Levels ?? [];

    /// <summary>From 0; -1 when the rows are not sorted by this column.</summary>
    private int Rank => SortKey is null ? -1 : Levels.ToList().FindIndex(level => level.Key == SortKey);

    private bool Descending => Levels[Rank].Descending;

    /// <summary>Only the first level is what assistive technology calls sorted; the others say so in words.</summary>
    private string? AriaSort => Rank == 0 ? Words : null;

    private string Words => Descending ? "descending" : "ascending";

    private Task Toggle(MouseEventArgs click) =>
        SortChanged.InvokeAsync(click.ShiftKey ? GridSort.Added(Sort, SortKey!) : GridSort.Turned(Sort, SortKey!));
}
