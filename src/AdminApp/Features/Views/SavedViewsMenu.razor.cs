using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminApp.Features.Views;

/// <summary>The views of the list at this address: one's own, and those that others share. Each is an ordinary link.</summary>
public partial class SavedViewsMenu
{
    /// <summary>Where one is in a list, and in which tenant: no part of a view.</summary>
    private static readonly string[] NoPart = ["page", "after", "before", "tenant"];

    private IReadOnlyList<SavedViewInfo>? views;
    private string list = "";
    private string? tenant;
    private string? slug;
    private string name = "";
    private string? refusal;
    private bool mayShare;
    private bool share;
    private bool saving;

    /// <summary>How the grid looks now; a view keeps its columns.</summary>
    [Parameter, EditorRequired]
    public GridLayout Layout { get; set; } = GridLayout.Default;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private SavedViews Views { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    /// <summary>The view on show, if the address is just that.</summary>
    private SavedViewInfo? Present => Query(Navigation.Uri) is { Length: > 0 } query ? views?.FirstOrDefault(view => view.Query == query) : null;

    /// <summary>Names the tenant: whoever follows it may work in another one.</summary>
    private string Link => Url.With(("tenant", slug));

    private bool Replaces => views?.Any(view => view.IsOwn && view.Name == name.Trim()) == true;

    protected override async Task OnParametersSetAsync()
    {
        var here = new Uri(Navigation.Uri).AbsolutePath;
        if (here == list)
            return;
        (list, views) = (here, null);
        await LoadAsync();
    }

    private string Href(SavedViewInfo view) => list + (view.Query.Length > 0 ? "?" + view.Query : "");

    /// <summary>What a view keeps of an address, always in the same order, so that two can be compared.</summary>
    private static string Query(string address)
    {
        var kept = QueryHelpers.ParseQuery(new Uri(address).Query).Where(pair => !NoPart.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        return QueryString.Create(kept).Value?.TrimStart('?') ?? "";
    }

    /// <summary>Also when the menu opens: others share views meanwhile.</summary>
    private async Task LoadAsync()
    {
        try
        {
            var (access, current) = (await Access.TenantAsync(), await Access.CurrentTenantAsync());
            (mayShare, tenant, slug) = (access.Actor.May(Permission.ShareViews), current.Name, current.Slug);
            views = await Views.ListAsync(access, list, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The list itself says what is wrong; a menu that stays empty is the least of it.
            Faults.Explain(fault, "list saved views");
        }
    }

    private void StartSaving() => (saving, refusal, name, share) = (true, null, Present is { IsOwn: true } own ? own.Name : "", Present is { IsOwn: true, IsShared: true });

    private Task KeyPressed(KeyboardEventArgs key) => key.Key == "Enter" ? SaveAsync() : Task.CompletedTask;

    private async Task SaveAsync()
    {
        var address = Layout.Columns is { } columns ? Url.With(("cols", columns)) : Navigation.Uri;
        try
        {
            await Views.SaveAsync(await Access.TenantAsync(), list, name, Query(address), share, CancellationToken.None);
        }
        catch (Exception fault)
        {
            refusal = Faults.Text(fault, "save a view");
            return;
        }
        saving = false;
        await LoadAsync();
        if (address != Navigation.Uri)
            Navigation.NavigateTo(address, replace: true);
        Toasts.Done($"View {name.Trim()} saved", share ? $"Everybody in {tenant} finds it under Views." : null);
    }

    private async Task DeleteAsync(SavedViewInfo view)
    {
        try
        {
            var access = await Access.TenantAsync();
            await Views.DeleteAsync(access, view.Id, CancellationToken.None);
            // Somebody else's would come back as one's own.
            Toasts.Done($"View {view.Name} deleted", undo: !view.IsOwn ? null : () => InvokeAsync(async () =>
            {
                await Views.SaveAsync(access, list, view.Name, view.Query, view.IsShared, CancellationToken.None);
                await LoadAsync();
                StateHasChanged();
            }));
        }
        catch (Exception fault)
        {
            Toasts.Failed($"View {view.Name} was not deleted", Faults.Text(fault, "delete a view"));
        }
        await LoadAsync();
    }
}
