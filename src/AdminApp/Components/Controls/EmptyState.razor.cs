using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>Says why there is nothing and what to do about it.</summary>
public partial class EmptyState
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Explanation, and a button or link that helps.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public string IconName { get; set; } = "inbox";

    /// <summary>1 where it is the page's only heading, else 2.</summary>
    [Parameter]
    public int Level { get; set; } = 2;
}
