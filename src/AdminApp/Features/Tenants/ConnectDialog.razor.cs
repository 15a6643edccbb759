using AdminApp.Access;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Tenants;

/// <summary>Gives a tenant another PostgreSQL connection: a new password, another server, or its first one.</summary>
public sealed partial class ConnectDialog
{
    private ConnectionModel model = new();
    private TenantInfo? shown;
    private string reason = "";
    private string? reasonError;
    private string? fault;
    private bool saving;

    /// <summary>Null: closed.</summary>
    [Parameter, EditorRequired]
    public TenantInfo? Tenant { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<AdoptedDatabase> OnChanged { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private TenantControls Controls { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private string Sub => Tenant switch
    {
        null => "",
        { Provider: TenantProvider.PostgreSql } tenant => $"It lives there. Now {TenantConnections.Describe(tenant) ?? "it has none"}.",
        { } tenant => $"It lives in its file and stays there; the connection is for the way back. Now {TenantConnections.Describe(tenant) ?? "it has none"}.",
    };

    protected override void OnParametersSet()
    {
        if (Tenant?.Slug != shown?.Slug)
            (model, reason, reasonError, fault, saving) = (new ConnectionModel { Home = TenantHome.Connection }, "", null, null, false);
        shown = Tenant;
    }

    private async Task SaveAsync()
    {
        reasonError = string.IsNullOrWhiteSpace(reason) ? "Say why; it is kept in the audit trail." : null;
        if (saving || reasonError is not null)
            return;
        (saving, fault) = (true, null);
        try
        {
            await OnChanged.InvokeAsync(await Controls.ConnectAsync(await Access.ActorAsync(), model.ToRequest(Tenant!.Slug, null), reason.Trim(), CancellationToken.None));
        }
        catch (Exception refused)
        {
            fault = VerbFaults.IsExpected(refused) ? refused.Message : Faults.Text(refused, "change a tenant's connection");
        }
        saving = false;
    }
}
