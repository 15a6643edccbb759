using AdminApp.Data.Backups;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Backups;

/// <summary>The last step before a restore: what it would change, why it is done, and the slug typed.</summary>
public partial class RestoreDialog
{
    private const int TablesShown = 12;

    private string reason = "";

    /// <summary>Null: closed.</summary>
    [Parameter, EditorRequired]
    public BackupInfo? Backup { get; set; }

    /// <summary>Of the tenant.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The comparison with what is there, under way or ended.</summary>
    [Parameter]
    public WorkItem? Comparison { get; set; }

    /// <summary>Gets the reason.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnConfirm { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    private RestorePreview? Preview => Comparison?.Result as RestorePreview;

    protected override void OnParametersSet()
    {
        if (Backup is null)
            reason = "";
    }

    private Task ConfirmAsync() => OnConfirm.InvokeAsync(reason.Trim());
}
