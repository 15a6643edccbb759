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
    private ProductListState state = default!;

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

    [SupplyParameterFromQuery(Name = "sort")]
    public string? SortText { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

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

    private CappedCount Total => list.Value is not { Page: var page } ? default : state.Filter.Status switch
    {
        StatusFilter.Active => page.Active,
        StatusFilter.Inactive => page.Inactive,
        _ => page.Active + page.Inactive,
    };

    private GridPage<ProductRow>? Grid => list.Value is { Page: var page } ? new(page.Rows, Total.Value, Total.IsExact, page.PageIndex, state.PageSize) : null;

    private string CountsText => list.Value is not { Page: var page }
        ? "Counting…"
        : $"{Numbers.Text(page.Active.Value, page.Active.IsExact)} active · {Numbers.Text(page.Inactive.Value, page.Inactive.IsExact)} inactive{(state.Filter.Narrowings > 0 ? " match" : "")}";

    private IReadOnlyList<SegmentOption> Segments
    {
        get
        {
            var (active, inactive) = (list.Value?.Page.Active, list.Value?.Page.Inactive);
            var all = active + inactive;
            return
            [
                new("active", "Active", active?.Value, active?.IsExact ?? true),
                new("inactive", "Inactive", inactive?.Value, inactive?.IsExact ?? true),
                new("all", "All", all?.Value, all?.IsExact ?? true),
            ];
        }
    }

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

    private void Go(string name, object? value) => Url.Push((name, value), ("page", null));

    private void Clear() => Url.Push(("q", null), ("category", null), ("type", null), ("page", null));

    /// <summary>A value that came with the address is among the choices even if it is none of the list's.</summary>
    private static IEnumerable<string> With(IReadOnlyList<string> choices, string? chosen) => chosen is null || choices.Contains(chosen) ? choices : choices.Append(chosen);

    private async Task LoadAsync()
    {
        var (address, wanted, known) = (Navigation.Uri, state, list.Value?.Categories);
        await list.LoadAsync(async stopping =>
        {
            var access = await Access.TenantAsync(stopping);
            return new ProductListShown(
                address, await Queries.ListAsync(access, wanted.Filter, wanted.SortBy, wanted.Sort.Descending, wanted.PageIndex, wanted.PageSize, stopping),
                known ?? await Queries.CategoriesAsync(access, stopping), access.Actor.May(Permission.ChangeActivation));
        });
        notices.Clear();
        Prerendered = list.Value;
        // A page that is not there any more, as after a bulk change: the last one there is.
        if (list is { Fault: null, IsLoading: false, Value.Page.Rows.Count: 0 } && state.PageIndex > 0)
            Url.Replace(("page", Total.IsExact && Total.Value > state.PageSize ? (Total.Value + state.PageSize - 1) / state.PageSize : null));
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
        if (list.Value is not { } shown || Row(now.Id) is not { } was)
            return;
        var step = now.IsActive == was.IsActive ? 0 : now.IsActive ? 1 : -1;
        list.Value = shown with
        {
            Page = shown.Page with
            {
                Rows = [.. shown.Page.Rows.Select(row => row.Id == now.Id ? now : row)],
                Active = Moved(shown.Page.Active, step),
                Inactive = Moved(shown.Page.Inactive, -step),
            },
        };
    }

    private static CappedCount Moved(CappedCount count, int step) => count.IsExact ? count with { Value = count.Value + step } : count;
}

/// <summary>A page of products and the address it was asked for at.</summary>
/// <param name="Categories">Choices of the category filter.</param>
/// <param name="MayChange">Whether the person may activate and deactivate.</param>
public sealed record ProductListShown(string Address, ProductPage Page, IReadOnlyList<string> Categories, bool MayChange);
