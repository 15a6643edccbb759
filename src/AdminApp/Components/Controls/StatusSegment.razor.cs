using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <param name="Count">Null while it is not known.</param>
public sealed record SegmentOption(string Value, string Label, long? Count = null, bool CountIsExact = true);

/// <summary>One of a few choices with their counts, e.g. Active 4,191 · Inactive 37 · All 4,228. A radio group: arrow keys move.</summary>
public partial class StatusSegment
{
    // Radio buttons with the same name anywhere on the page would exclude one another.
    private readonly string name = "segment-" + Guid.NewGuid().ToString("N")[..8];

    [Parameter]
    public string Label { get; set; } = "Status";

    [Parameter, EditorRequired]
    public IReadOnlyList<SegmentOption> Options { get; set; } = [];

    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }
}
