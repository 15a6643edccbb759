using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>The last step before something happens; the button says what, with the number.</summary>
public partial class ConfirmDialog
{
    private string typed = "";

    [Parameter, EditorRequired]
    public bool Open { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Sub { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>E.g. "Deactivate 412".</summary>
    [Parameter, EditorRequired]
    public string ConfirmText { get; set; } = "";

    [Parameter]
    public bool Danger { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Something that must be filled in is not.</summary>
    [Parameter]
    public bool Incomplete { get; set; }

    /// <summary>Text to be typed before the button works, e.g. the number; null when none.</summary>
    [Parameter]
    public string? TypeToConfirm { get; set; }

    /// <summary>Why the last attempt did not work.</summary>
    [Parameter]
    public string? Fault { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnConfirm { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    private bool Typed => TypeToConfirm is null || typed.Trim() == TypeToConfirm;

    protected override void OnParametersSet()
    {
        if (!Open)
            typed = "";
    }
}
