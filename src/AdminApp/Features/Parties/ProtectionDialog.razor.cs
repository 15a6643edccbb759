using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>Asks for the reason, then protects a party against deactivation or ends that.</summary>
public partial class ProtectionDialog
{
    private bool isOpen;
    private bool busy;
    private string reason = "";
    private string? reasonError;
    private string? fault;

    [Parameter, EditorRequired]
    public Party Party { get; set; } = default!;

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PartyService Parties { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    public void Open()
    {
        (isOpen, reason, reasonError, fault) = (true, "", null, null);
        StateHasChanged();
    }

    private async Task ApplyAsync()
    {
        reasonError = string.IsNullOrWhiteSpace(reason) ? "Say why; it is kept in the audit trail." : null;
        if (busy || reasonError is not null)
            return;
        busy = true;
        try
        {
            var party = await Parties.SetProtectedAsync(await Access.TenantAsync(), Party.Id, !Party.IsProtected, reason.Trim(), CancellationToken.None);
            isOpen = false;
            Toasts.Done(party.IsProtected ? $"{party.Name} is protected" : $"{party.Name} is no longer protected");
            await OnChanged.InvokeAsync();
        }
        catch (PartyNotFoundException missing)
        {
            fault = missing.Message;
        }
        catch (Exception error)
        {
            fault = Faults.Explain(error, "change the protection of a party").Message;
        }
        busy = false;
    }
}
