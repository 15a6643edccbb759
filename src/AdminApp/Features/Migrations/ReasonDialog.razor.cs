using AdminApp.Cli;
using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>The last step before something happens to where a tenant lives: wants a reason, and shows why it was refused.</summary>
public sealed partial class ReasonDialog
{
    private string reason = "";
    private string? fault;
    private bool busy;

    [Parameter, EditorRequired]
    public bool Open { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Sub { get; set; }

    [Parameter]
    public bool Danger { get; set; }

    [Parameter, EditorRequired]
    public string ConfirmText { get; set; } = "";

    /// <inheritdoc cref="ConfirmDialog.TypeToConfirm"/>
    [Parameter]
    public string? TypeToConfirm { get; set; }

    /// <summary>What has to be known before is known.</summary>
    [Parameter]
    public bool Ready { get; set; } = true;

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What is attempted, for the log.</summary>
    [Parameter, EditorRequired]
    public string Doing { get; set; } = "";

    /// <summary>Gets the reason. What it throws is shown here; the owner closes the dialog when it went well.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnConfirm { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private Faults Faults { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (!Open)
            (reason, fault, busy) = ("", null, false);
    }

    private async Task ConfirmAsync()
    {
        if (busy)
            return;
        (busy, fault) = (true, null);
        try
        {
            await OnConfirm.InvokeAsync(reason.Trim());
        }
        catch (Exception refused)
        {
            fault = VerbFaults.IsExpected(refused) ? refused.Message : Faults.Text(refused, Doing);
        }
        busy = false;
    }
}
