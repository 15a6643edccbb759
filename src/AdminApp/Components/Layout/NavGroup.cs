using AdminApp.Data.Access;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminApp.Components.Layout;

/// <param name="Policy">Authorization policy without which the link is hidden; null shows it to everyone signed in.</param>
public sealed record NavItem(string Title, string Href, string? Policy = null, NavLinkMatch Match = NavLinkMatch.Prefix);

/// <param name="Title">Null for the group that needs no heading.</param>
public sealed record NavGroup(string? Title, IReadOnlyList<NavItem> Items)
{
    /// <summary>Every link of the sidebar, in its order.</summary>
    public static readonly IReadOnlyList<NavGroup> All =
    [
        new(null, [new("Dashboard", "/", Match: NavLinkMatch.All)]),
        new("Parties",
        [
            new("All parties", "/parties", Match: NavLinkMatch.All),
            new("Customers", "/parties/customers"),
            new("Vendors", "/parties/vendors"),
            new("Products", "/products"),
        ]),
        new("Work", [new("Batches", "/batches"), new("Audit", "/audit")]),
        new("Operations",
        [
            new("Migrations", "/migrations"),
            new("Backups", "/backups"),
            new("Health", "/health"),
            new("Tenants", "/tenants", nameof(Permission.ManageTenants)),
            new("People", "/users", nameof(Permission.ManagePeople)),
            new("API tokens", "/tokens", nameof(Permission.ManagePeople)),
        ]),
    ];
}
