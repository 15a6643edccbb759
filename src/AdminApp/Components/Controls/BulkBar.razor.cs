using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>Appears when something is selected. Its buttons open a preview; they never apply.</summary>
public partial class BulkBar
{
    [Parameter, EditorRequired]
    public GridSelection Selection { get; set; } = default!;

    /// <summary>Rows that match the filter.</summary>
    [Parameter, EditorRequired]
    public long Total { get; set; }

    [Parameter]
    public bool TotalIsExact { get; set; } = true;

    [Parameter]
    public EventCallback<GridSelection> SelectionChanged { get; set; }

    [Parameter]
    public EventCallback OnActivate { get; set; }

    [Parameter]
    public EventCallback OnDeactivate { get; set; }

    /// <summary>A preview is being counted.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Further buttons.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private long Count => Selection.Count(Total);

    private string CountText => Numbers.Text(Count, TotalIsExact || !Selection.AllMatching);

    private Task SelectAll()
    {
        Selection.SelectAllMatching();
        return SelectionChanged.InvokeAsync(Selection);
    }

    private Task Clear()
    {
        Selection.Clear();
        return SelectionChanged.InvokeAsync(Selection);
    }
}
