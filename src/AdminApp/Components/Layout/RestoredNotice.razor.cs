using AdminApp.Access;
using AdminApp.Data.Backups;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Layout;

/// <summary>Tells everybody who has the tenant open that its rows are others now.</summary>
public sealed partial class RestoredNotice : IDisposable
{
    private RestoreNotice? notice;
    private string title = "";

    [Inject]
    private RestoreNotices Notices { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized() => Notices.Restored += Look;

    public void Dispose() => Notices.Restored -= Look;

    private void Look(RestoreNotice told) => _ = InvokeAsync(async () =>
    {
        try
        {
            var tenant = await Access.CurrentTenantAsync();
            if (tenant.Slug != told.Database)
                return;
            (notice, title) = (told, tenant.Name);
            StateHasChanged();
        }
        catch (Exception fault) when (fault is SignedOutException or NoTenantException or ObjectDisposedException)
        {
            // Nobody to tell.
        }
    });
}
