using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

public partial class Card
{
    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Without padding, for a table that reaches the edges.</summary>
    [Parameter]
    public bool Flush { get; set; }
}
