using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Layout;

/// <param name="Provider">As shown to people: "SQLite" or "PostgreSQL".</param>
public sealed record TenantChoice(string Slug, string Name, string Provider);

/// <summary>Shows the tenant of this page and posts another choice to /tenants/select; without a current tenant it shows nothing.</summary>
public partial class TenantSwitcher
{
    [Parameter]
    public TenantChoice? Current { get; set; }

    [Parameter]
    public IReadOnlyList<TenantChoice> Tenants { get; set; } = [];

    /// <summary>Local path to come back to; the tenant's own records differ, so the start page is the safe default.</summary>
    [Parameter]
    public string ReturnUrl { get; set; } = "/";
}
