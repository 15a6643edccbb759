using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AdminApp.Components.Controls;

/// <summary>Describes one column; renders nothing itself.</summary>
public sealed class GridColumn<TRow> : ComponentBase
{
    [CascadingParameter]
    internal DataGrid<TRow>? Grid { get; set; }

    /// <summary>Heading, and the label of the value on a phone's card.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Makes the heading a sort button.</summary>
    [Parameter]
    public string? SortKey { get; set; }

    /// <summary>Names the column in a layout; without one, the sort key or else the title does.</summary>
    [Parameter]
    public string? Key { get; set; }

    /// <summary>Not there until somebody chooses it.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>Right-aligned, tabular figures.</summary>
    [Parameter]
    public bool Numeric { get; set; }

    /// <summary>For codes and dates, which must not break in the middle.</summary>
    [Parameter]
    public bool NoWrap { get; set; }

    [Parameter]
    public bool HideOnPhone { get; set; }

    /// <summary>Stands at the right of the name on a phone's card, e.g. the switch.</summary>
    [Parameter]
    public bool PhoneCorner { get; set; }

    /// <summary>The cell.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TRow> ChildContent { get; set; } = default!;

    internal string LayoutKey => Key ?? SortKey ?? Title;

    protected override void BuildRenderTree(RenderTreeBuilder builder) =>
        (Grid ?? throw new InvalidOperationException($"GridColumn '{Title}' stands outside of a DataGrid's Columns.")).Collect(this);
}
