using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>"1–25 of 4,191" with Previous and Next; "of 10,000+" where counting stopped.</summary>
public partial class Pager
{
    private bool counting;

    /// <summary>Zero-based.</summary>
    [Parameter, EditorRequired]
    public int PageIndex { get; set; }

    [Parameter, EditorRequired]
    public int PageSize { get; set; }

    /// <summary>Rows on this page.</summary>
    [Parameter, EditorRequired]
    public int Shown { get; set; }

    [Parameter, EditorRequired]
    public long Total { get; set; }

    [Parameter]
    public bool TotalIsExact { get; set; } = true;

    /// <summary>Whether rows follow; null where the total must tell.</summary>
    [Parameter]
    public bool? HasMore { get; set; }

    /// <summary>Counts every row where counting stopped.</summary>
    [Parameter]
    public EventCallback OnCount { get; set; }

    /// <summary>False until the first page has arrived.</summary>
    [Parameter]
    public bool Known { get; set; } = true;

    [Parameter]
    public EventCallback<int> PageChanged { get; set; }

    /// <summary>Page sizes to choose from.</summary>
    [Parameter]
    public IReadOnlyList<int> Sizes { get; set; } = [];

    [Parameter]
    public EventCallback<int> SizeChanged { get; set; }

    private async Task CountAsync()
    {
        if (counting)
            return;
        counting = true;
        await OnCount.InvokeAsync();
        counting = false;
    }

    private Task ChangeSize(ChangeEventArgs change) => SizeChanged.InvokeAsync(int.Parse((string)change.Value!, CultureInfo.InvariantCulture));

    private long First => (long)PageIndex * PageSize + 1;

    private long Last => First + Shown - 1;

    private bool HasNext => Known && (HasMore ?? (TotalIsExact ? Last < Total : Shown == PageSize));

    private string Text => !Known ? "Loading…" : Shown == 0 && Total == 0 ? "No rows" : Shown == 0 ? $"None of {Numbers.Text(Total, TotalIsExact)}" : $"{Numbers.Text(First)}–{Numbers.Text(Last)} of {Numbers.Text(Total, TotalIsExact)}";
}
