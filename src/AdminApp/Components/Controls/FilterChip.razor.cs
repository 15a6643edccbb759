using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>A filter that applies, so that none is a hidden AND; removable when OnRemove is set.</summary>
public partial class FilterChip
{
    /// <summary>What is filtered, e.g. "State"; null when the value says it.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback OnRemove { get; set; }
}
