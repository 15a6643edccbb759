using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Products;
using AdminApp.Data.Sql;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Products;

/// <summary>The products of a tenant. What is shown is in the address; what is selected belongs to this visit alone.</summary>
public sealed partial class ProductsPage : IDisposable
{
    private readonly GridSelection selection = new();
    private readonly Dictionary<int, ProductNotice> notices = [];
    private readonly HashSet<int> busy = [];
    private readonly CancellationTokenSource leaving = new();
    private Loader<ProductListShown> list = default!;
    private DataGrid<ProductRow> grid = default!;
    private GridLayout layout = GridLayout.Default;
    private ProductListState state = default!;

    /// <summary>What was counted to the end, and under which conditions; null until somebody asks.</summary>
    private (ProductFilter Under, StatusCounts Counts)? counted;

    /// <summary>The page as prerendered, so that the circuit begins with the rows that are on the screen already.</summary>
    [PersistentState]
    public ProductListShown? Prerendered { get; set; }

    // Read through the address; declared so that a change of any of them is noticed.
    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "category")]
    public string? Category { get; set; }

    [SupplyParameterFromQuery(Name = "type")]
    public string? ItemType { get; set; }

    [SupplyParameterFromQuery(Name = "stock")]
    public string? Stock { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string[]? SortTexts { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    [SupplyParameterFromQuery(Name = "cols")]
    public string? Columns { get; set; }

    [SupplyParameterFromQuery(Name = "size")]
    public string? Size { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private ProductQueries Queries { get; set; } = default!;

    [Inject]
    private ProductRowActions Rows { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private bool MayChange => list.Value?.MayChange == true;

    private string? RefusedReason => list.Value is null ? null : "Your role may look but not change. An administrator can give you another.";

    private StatusCounts? Counts => list.Value is not { Page: var page } ? null : counted is { } known && known.Under == state.Filter ? known.Counts : new(page.Active, page.Inactive);

    private CappedCount Total => Counts?.Of(state.Filter.Status) ?? default;

    private GridPage<ProductRow>? Grid => list.Value is not { Page.List: var shown } ? null : new(shown.Rows, Total.Value, Total.IsExact, shown.Index, state.Page.Size) { HasMore = shown.HasMore };

    protected override void OnInitialized() => list = new(Faults, "list products") { Value = Prerendered };

    protected override async Task OnParametersSetAsync()
    {
        var wanted = ProductListState.Read(Url);
        if (wanted.Filter != state?.Filter)
            selection.Clear();
        state = wanted;
        if (list.Value?.Address != Navigation.Uri)
            await LoadAsync();
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
        list.Dispose();
    }

    private void Go(string name, object? value) => Url.PushFromStart((name, value));

    private void Clear() => Url.PushFromStart(("q", null), ("category", null), ("type", null), ("stock", null));

    /// <summary>A value that came with the address is among the choices even if it is none of the list's.</summary>
    private static IEnumerable<string> With(IEnumerable<string> choices, string? chosen) => chosen is null || choices.Contains(chosen) ? choices : choices.Append(chosen);

    private CappedCount? CountOf(string category) => list.Value?.Categories.FirstOrDefault(facet => facet.Value == category)?.Count;

    private async Task LoadAsync()
    {
        // Other pages and orders of the same records have the same categories.
        var (address, wanted, known) = (Navigation.Uri, state, list.Value is { } shown && shown.Under == state.Filter ? shown.Categories : null);
        await list.LoadAsync(async stopping =>
        {
            var access = await Access.TenantAsync(stopping);
            return new ProductListShown(
                address, await Queries.ListAsync(access, wanted.Filter, wanted.Order, wanted.Page, stopping),
                known ?? await Queries.CategoriesAsync(access, wanted.Filter, stopping), wanted.Filter, access.Actor.May(Permission.ChangeActivation));
        });
        notices.Clear();
        Prerendered = list.Value;
        if (list is { Fault: null, IsLoading: false, Value.Page.Rows.Count: 0 } && state.Page.Index > 0)
            Url.TurnToLast(state.Page, Total.IsExact ? Total.Value : null);
    }

    private async Task CountAllAsync()
    {
        var asked = state.Filter;
        try
        {
            var access = await Access.TenantAsync(leaving.Token);
            var (active, inactive) = await Task.Run(() => Queries.CountAllAsync(access, asked, leaving.Token), leaving.Token);
            counted = (asked, new StatusCounts(active, inactive));
        }
        catch (Exception fault) when (!leaving.IsCancellationRequested)
        {
            Toasts.Failed("They could not be counted", Faults.Text(fault, "count products"));
        }
    }

    private async Task ToggleAsync(int id, bool active)
    {
        if (Row(id) is not { } row || !busy.Add(id))
            return;
        notices.Remove(id);
        var (now, notice) = await Rows.SetActiveAsync(row, active, leaving.Token);
        busy.Remove(id);
        if (now is null)
        {
            notices[id] = notice!;
            return;
        }
        Replace(now);
        Toasts.Done($"{row.Name} is {BatchWords.State(active)} now", undo: () => InvokeAsync(() => TakeBackAsync(now)));
    }

    private async Task TakeBackAsync(ProductRow changed)
    {
        var (now, notice) = await Rows.SetActiveAsync(changed, !changed.IsActive, CancellationToken.None);
        if (now is null)
        {
            notices[changed.Id] = notice!;
            Toasts.Warn($"{changed.Name} was not changed back", notice!.Text);
        }
        else
        {
            Toasts.Done($"{now.Name} is {BatchWords.State(now.IsActive)} again");
            if (Row(now.Id) is not null)
                Replace(now);
            else if (!leaving.IsCancellationRequested)
                await LoadAsync();
        }
        StateHasChanged();
    }

    private void ShowCurrent(int id)
    {
        if (notices.Remove(id, out var notice) && notice.Current is { } current)
            Replace(ProductRowActions.Row(current));
    }

    private ActivationSelection Choose(GridSelection chosen) => chosen.AllMatching
        ? ProductSelection.Matching(state.Filter, [.. chosen.ExcludedIds.Select(id => (int)id)])
        : ProductSelection.Of([.. chosen.Ids.Select(id => (int)id)]);

    private ProductRow? Row(int id) => list.Value?.Page.Rows.FirstOrDefault(row => row.Id == id);

    /// <summary>The row stays where it is, whatever its state is now, and the counts follow it.</summary>
    private void Replace(ProductRow now)
    {
        if (list.Value is not { Page: var page } shown || Row(now.Id) is not { } was)
            return;
        var counts = new StatusCounts(page.Active, page.Inactive).After(was.IsActive, now.IsActive);
        var rows = page.List with { Rows = [.. page.Rows.Select(row => row.Id == now.Id ? now : row)] };
        list.Value = shown with { Page = new ProductPage(rows, counts.Active, counts.Inactive) };
        if (counted is { } known)
            counted = known with { Counts = known.Counts.After(was.IsActive, now.IsActive) };
    }
}

/// <summary>A page of products and the address it was asked for at.</summary>
/// <param name="Categories">Choices of the category filter.</param>
/// <param name="Under">The conditions they were counted under.</param>
/// <param name="MayChange">Whether the person may activate and deactivate.</param>
public sealed record ProductListShown(string Address, ProductPage Page, IReadOnlyList<Facet> Categories, ProductFilter Under, bool MayChange);
