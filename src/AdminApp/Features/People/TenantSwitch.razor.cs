using AdminApp.Access;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;
using Choice = AdminApp.Components.Layout.TenantChoice;

namespace AdminApp.Features.People;

/// <summary>The header's tenant switcher, filled for whoever is signed in.</summary>
public sealed partial class TenantSwitch
{
    private Choice? current;
    private IReadOnlyList<Choice> tenants = [];
    private string? missing;

    /// <summary>The page's address, which may name a tenant: a new one makes this look again.</summary>
    [Parameter, EditorRequired]
    public string Address { get; set; } = "";

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        try
        {
            var chosen = await Access.CurrentTenantAsync();
            tenants = [.. (await Access.TenantsAsync()).Select(Shown)];
            (current, missing) = (Shown(chosen), null);
        }
        catch (NoTenantException)
        {
            (current, missing) = (null, "No tenant");
        }
        catch (SignedOutException)
        {
            (current, missing) = (null, null);
        }
    }

    private static Choice Shown(TenantInfo tenant) => new(tenant.Slug, tenant.Name, tenant.Provider == TenantProvider.Sqlite ? "SQLite" : "PostgreSQL");
}
