using AdminApp.Access;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Layout;

/// <summary>Stands above every page while its tenant is frozen; comes and goes by itself in open pages.</summary>
public sealed partial class FrozenBanner : IDisposable
{
    private string? frozen;

    /// <summary>The page's address, which may name a tenant: a new one makes this look again.</summary>
    [Parameter, EditorRequired]
    public string Address { get; set; } = "";

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private TenantRegistry Registry { get; set; } = default!;

    public void Dispose() => Registry.Changed -= Look;

    protected override void OnInitialized() => Registry.Changed += Look;

    protected override async Task OnParametersSetAsync()
    {
        try
        {
            var tenant = await Access.CurrentTenantAsync();
            frozen = tenant.State == TenantState.Frozen ? tenant.Name : null;
        }
        catch (Exception nobody) when (nobody is NoTenantException or SignedOutException)
        {
            frozen = null;
        }
    }

    private void Look(string slug) => _ = InvokeAsync(async () =>
    {
        await OnParametersSetAsync();
        StateHasChanged();
    });
}
