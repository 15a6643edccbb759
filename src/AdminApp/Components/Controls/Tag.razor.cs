using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

public enum TagKind
{
    Plain,
    Ok,
    Warn,
    Bad,
}

/// <summary>A word of state. The colour repeats what the word says, it never says it alone.</summary>
public partial class Tag
{
    [Parameter]
    public TagKind Kind { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
