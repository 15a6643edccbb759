using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Tenants;
using AdminApp.Features.Migrations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Tenants;

/// <summary>/tenants: the registry. Tenants in a state that a migration or a repair set are shown and left alone.</summary>
public sealed partial class TenantsPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource leaving = new();
    private GridPage<TenantInfo>? page;
    private GridError? error;
    private TenantInfo? asked;
    private TenantInfo? connecting;
    private TenantInfo? freezing;
    private string? fault;
    private bool loading;
    private bool adding;
    private bool busy;

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private TenantRegistry Registry { get; set; } = default!;

    [Inject]
    private TenantControls Controls { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private bool Deactivates => asked?.State == TenantState.Active;

    private string Question => asked is null ? "" : $"{(Deactivates ? "Deactivate" : "Activate")} {asked.Name}?";

    private string Consequence => Deactivates
        ? "Nobody can work in it until it is activated again. Nothing is deleted."
        : "Its members can work in it again.";

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        loading = true;
        try
        {
            (await Access.ActorAsync(leaving.Token)).Demand(Permission.ManageTenants);
            var all = await Registry.ListAsync(leaving.Token);
            var index = Math.Max(PageNumber ?? 1, 1) - 1;
            page = new GridPage<TenantInfo>([.. all.Skip(index * PageSize).Take(PageSize)], all.Count, true, index, PageSize);
            error = null;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failed)
        {
            error = Faults.Explain(failed, "list tenants");
        }
        loading = false;
    }

    private string FreezeConsequence => freezing?.State == TenantState.Frozen
        ? "It can be written to again, and bulk actions that were stopped go on. What a killed cutover left is put right first."
        : "Everybody can read and nobody can write until it is released; pages say so. Writes under way are waited for.";

    private Task CreatedAsync(TenantAdded added)
    {
        adding = false;
        if (added.Adopted is { } adopted)
            Tell($"Tenant {added.Tenant.Name} added", adopted);
        else
            Toasts.Done($"Tenant {added.Tenant.Name} created");
        return LoadAsync();
    }

    private Task ConnectedAsync(AdoptedDatabase adopted)
    {
        connecting = null;
        Tell($"Connection of {adopted.Tenant.Name} changed", adopted);
        return LoadAsync();
    }

    private void Tell(string done, AdoptedDatabase adopted)
    {
        Toasts.Done(done, $"{adopted.Database}, PostgreSQL {adopted.ServerVersion}; {(adopted.Applied.Count == 0 ? "its schema was complete" : $"added to its schema: {string.Join(", ", adopted.Applied.Select(MigrationName.Short))}")}");
        if (adopted.Organisations.Count > 1)
            Toasts.Warn($"Its rows belong to several organisations (tenant_id {string.Join(", ", adopted.Organisations.Take(5))}) and are served as one tenant. `data copy --split-by tenant_id` parts them.");
    }

    private async Task FreezeAsync(string reason)
    {
        var (actor, tenant) = (await Access.ActorAsync(), freezing!);
        if (tenant.State == TenantState.Frozen)
            await Controls.UnfreezeAsync(actor, tenant.Slug, reason, CancellationToken.None);
        else
            await Controls.FreezeAsync(actor, tenant.Slug, reason, CancellationToken.None);
        freezing = null;
        Toasts.Done(tenant.State == TenantState.Frozen ? $"Tenant {tenant.Name} can be written to again" : $"Tenant {tenant.Name} is read-only");
        await LoadAsync();
    }

    private void Ask(TenantInfo tenant) => (asked, fault) = (tenant, null);

    private async Task ChangeAsync()
    {
        if (asked is not { } tenant)
            return;
        busy = true;
        try
        {
            var wanted = tenant.State == TenantState.Active ? TenantState.Inactive : TenantState.Active;
            await Registry.SetStateAsync(await Access.ActorAsync(), tenant.Slug, wanted, CancellationToken.None);
            asked = null;
            Toasts.Done($"Tenant {tenant.Name} is {wanted.ToString().ToLowerInvariant()}");
            await LoadAsync();
        }
        catch (Exception failed)
        {
            fault = Faults.Explain(failed, "change a tenant's state").Message;
        }
        busy = false;
    }

    private static string FreezeWord(TenantInfo tenant) => tenant.State == TenantState.Frozen ? "Release" : "Freeze";

    private static string? Connection(TenantInfo tenant) => TenantConnections.Describe(tenant) is { } kept ? $"connection {kept}" : null;

    private static TagKind Kind(TenantState state) => state switch
    {
        TenantState.Active => TagKind.Ok,
        TenantState.Quarantined => TagKind.Bad,
        TenantState.Inactive => TagKind.Plain,
        _ => TagKind.Warn,
    };
}
