using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>
/// A modal on the browser's own dialog element: dialogs.js opens it as soon as it appears (focus stays inside, the page
/// behind is inert), turns Esc into a click on Close, and hands the focus back when it is gone.
/// </summary>
public partial class Dialog
{
    private readonly string id = "dialog-" + Guid.NewGuid().ToString("N")[..8];

    [Parameter, EditorRequired]
    public bool Open { get; set; }

    /// <summary>Close button and Esc. The owner sets Open to false.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Sub { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Buttons, the one that acts last.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public bool Wide { get; set; }
}
