using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>A column's heading; sorts ascending first, then turns round.</summary>
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

    private bool Sorted => SortKey is not null && Sort?.Key == SortKey;

    private string? AriaSort => Sorted ? Sort!.Descending ? "descending" : "ascending" : null;

    private Task Toggle() => SortChanged.InvokeAsync(new GridSort(SortKey!, Sorted && !Sort!.Descending));
}
