using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>A page's heading, the line that explains it and its buttons; also sets the browser's title.</summary>
public partial class PageHeader
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Sub { get; set; }

    /// <summary>Instead of Sub, where text alone does not do.</summary>
    [Parameter]
    public RenderFragment? SubContent { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }
}
