using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>
/// A page of rows in a plain table: sorting, paging, selection, and the states loading, empty and error. It loads
/// nothing; the page that owns it does, and keeps the state in the URL. On a phone the same rows are cards.
/// </summary>
public partial class DataGrid<TRow>
{
    private readonly List<GridColumn<TRow>> columns = [];

    /// <summary>The columns of the layout, in its order.</summary>
    private List<GridColumn<TRow>> shown = [];

    /// <summary>What the rows are, for screen readers: "Customers".</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>GridColumn elements, in order; the first names the row.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Columns { get; set; } = default!;

    /// <summary>Null until the first page has arrived.</summary>
    [Parameter, EditorRequired]
    public GridPage<TRow>? Page { get; set; }

    [Parameter, EditorRequired]
    public Func<TRow, long> RowKey { get; set; } = default!;

    /// <summary>The row's name for the label of its checkbox.</summary>
    [Parameter]
    public Func<TRow, string> RowLabel { get; set; } = row => row?.ToString() ?? "";

    /// <summary>Rows already shown stay while the next page loads.</summary>
    [Parameter]
    public bool Loading { get; set; }

    [Parameter]
    public GridError? Error { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    [Parameter]
    public RenderFragment? Empty { get; set; }

    [Parameter]
    public GridSort? Sort { get; set; }

    [Parameter]
    public EventCallback<GridSort> SortChanged { get; set; }

    /// <summary>Zero-based index of the page wanted.</summary>
    [Parameter]
    public EventCallback<int> PageChanged { get; set; }

    /// <summary>Page sizes to choose from; none shows no choice.</summary>
    [Parameter]
    public IReadOnlyList<int> PageSizes { get; set; } = [];

    [Parameter]
    public EventCallback<int> PageSizeChanged { get; set; }

    /// <summary>Counts every row when the total is a lower bound; without it nobody is offered to.</summary>
    [Parameter]
    public EventCallback OnCount { get; set; }

    /// <summary>Which columns, in which order, how close.</summary>
    [Parameter]
    public GridLayout Layout { get; set; } = GridLayout.Default;

    /// <summary>Null: rows cannot be selected.</summary>
    [Parameter]
    public GridSelection? Selection { get; set; }

    [Parameter]
    public EventCallback<GridSelection> SelectionChanged { get; set; }

    /// <summary>Content under a row that needs a word, e.g. one that changed elsewhere; null for the others.</summary>
    [Parameter]
    public Func<TRow, RenderFragment?>? RowNotice { get; set; }

    /// <summary>Whether all (true), none (false) or some (null) of this page's rows are selected.</summary>
    private bool? PageState
    {
        get
        {
            var chosen = Page?.Rows.Count(row => Selection!.Contains(RowKey(row))) ?? 0;
            return chosen == 0 ? false : chosen == Page!.Rows.Count ? true : null;
        }
    }

    /// <summary>Every column, those of the layout first and in its order. Known once the grid has been rendered.</summary>
    public IReadOnlyList<GridColumnChoice> Choices(GridLayout layout)
    {
        var shown = Arranged(layout);
        return [.. shown.Concat(columns.Except(shown)).Select(column => new GridColumnChoice(column.LayoutKey, column.Title, columns.IndexOf(column), shown.Contains(column), column == columns[0]))];
    }

    private string GridClass => string.Join(' ', new[]
    {
        "card grid", Loading && Page is not null ? "refreshing" : null, Layout.Compact ? "compact" : null,
    }.OfType<string>());

    /// <summary>A key that the grid does not know, from an old link, is left out.</summary>
    private List<GridColumn<TRow>> Arranged(GridLayout layout) => layout.Keys is { } keys
        ? [.. columns.Take(1).Concat(keys.Select(key => columns.Find(column => column.LayoutKey == key)).OfType<GridColumn<TRow>>()).Distinct()]
        : columns.FindAll(column => !column.Optional);

    internal void Collect(GridColumn<TRow> column) => columns.Add(column);

    private Task SelectPage(bool selected)
    {
        Selection!.SetAll(Page!.Rows.Select(RowKey), selected);
        return SelectionChanged.InvokeAsync(Selection);
    }

    private Task SelectRow(long id, bool selected)
    {
        Selection!.Set(id, selected);
        return SelectionChanged.InvokeAsync(Selection);
    }

    private static string? CellClass(GridColumn<TRow> column, bool first = false)
    {
        var classes = string.Join(' ', new[]
        {
            first ? "first" : null, column.Numeric ? "num" : null, column.NoWrap ? "nowrap" : null, column.HideOnPhone ? "hide-s" : null, column.PhoneCorner ? "corner" : null,
        }.OfType<string>());
        return classes.Length == 0 ? null : classes;
    }
}
