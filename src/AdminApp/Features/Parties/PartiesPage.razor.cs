using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Data.Sql;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminApp.Features.Parties;

/// <summary>All parties, customers or vendors. What is shown is in the address; what is selected belongs to this visit alone.</summary>
public sealed partial class PartiesPage : IDisposable
{
    private readonly GridSelection selection = new();
    private readonly Dictionary<int, PartyNotice> notices = [];
    private readonly HashSet<int> busy = [];
    private PartyListState state = default!;
    private PartyWords words = default!;
    private Actor? actor;
    private GridError? fault;
    private CancellationTokenSource? loading;

    /// <summary>The page as prerendered, so that the circuit begins with the rows that are on the screen already.</summary>
    [PersistentState]
    public PartyListShown? Shown { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PartyQueries Queries { get; set; } = default!;

    [Inject]
    private PartyRowActions Rows { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private bool IsLoading => loading is not null;

    private CappedCount Total => Shown is null ? default : state.Filter.Status switch
    {
        StatusFilter.Active => Shown.Page.Active,
        StatusFilter.Inactive => Shown.Page.Inactive,
        _ => Shown.Page.Active + Shown.Page.Inactive,
    };

    private GridPage<PartyRow>? Grid => Shown is null ? null : new(Shown.Page.Rows, Total.Value, Total.IsExact, Shown.Page.PageIndex, state.PageSize);

    private string StatusValue => PartyListState.StatusText(state.Filter.Status) ?? "active";

    private string CountsText => Shown is null
        ? "Counting…"
        : $"{Numbers.Text(Shown.Page.Active.Value, Shown.Page.Active.IsExact)} active · {Numbers.Text(Shown.Page.Inactive.Value, Shown.Page.Inactive.IsExact)} inactive{(state.Filter.Narrowings > 0 ? " match" : "")}";

    private string? RefusedReason => actor is null ? null : $"Your role {actor.Role} may look but not change. An administrator can give you another.";

    private IReadOnlyList<SegmentOption> Segments
    {
        get
        {
            var (active, inactive) = (Shown?.Page.Active, Shown?.Page.Inactive);
            var all = active + inactive;
            return
            [
                new("active", "Active", active?.Value, active?.IsExact ?? true),
                new("inactive", "Inactive", inactive?.Value, inactive?.IsExact ?? true),
                new("all", "All", all?.Value, all?.IsExact ?? true),
            ];
        }
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        ReadAddress(PartyListState.ListAt(Path)!.Value);
        if (Shown?.Address != Navigation.Uri)
        {
            await LoadAsync();
            return;
        }
        try
        {
            actor = await Access.ActorAsync();
        }
        catch (SignedOutException signedOut)
        {
            fault = Faults.Explain(signedOut, "list parties");
        }
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        loading?.Cancel();
    }

    private string Path => new Uri(Navigation.Uri).AbsolutePath;

    private bool May(Permission permission) => actor?.May(permission) == true;

    private void Go(string name, object? value) => Url.Push((name, value), ("page", null));

    private void Turn(int index) => Url.Push(("page", index == 0 ? null : index + 1));

    private void Search(string term) => Url.Replace(("q", term.Trim()), ("page", null));

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (PartyListState.ListAt(Path) is { } list)
            _ = InvokeAsync(() => MoveAsync(list));
    }

    private async Task MoveAsync(PartyKind list)
    {
        ReadAddress(list);
        await LoadAsync();
        StateHasChanged();
    }

    private void ReadAddress(PartyKind list)
    {
        var wanted = PartyListState.Read(list, Url);
        if (!wanted.HasFilterOf(state))
            selection.Clear();
        // The rows of another list would stand under the wrong heading.
        if (state is not null && state.List != list)
            Shown = null;
        state = wanted;
        words = PartyWords.Of(list);
    }

    private async Task LoadAsync()
    {
        loading?.Cancel();
        using var mine = new CancellationTokenSource();
        loading = mine;
        StateHasChanged();
        try
        {
            var address = Navigation.Uri;
            var access = await Access.TenantAsync(mine.Token);
            actor = access.Actor;
            var wanted = state;
            // Off the page's own thread, so that it stays responsive and a newer request can end this one.
            var page = await Task.Run(
                () => Queries.ListAsync(access, wanted.Filter, wanted.SortBy, wanted.Sort.Descending, wanted.PageIndex, wanted.PageSize, mine.Token), mine.Token);
            if (loading != mine)
                return;
            (Shown, fault) = (new PartyListShown(address, page), null);
            notices.Clear();
        }
        catch (Exception error)
        {
            if (loading == mine)
                fault = Faults.Explain(error, "list parties");
        }
        finally
        {
            if (loading == mine)
                loading = null;
        }
        if (fault is null && Shown?.Page.Rows.Count == 0 && state.PageIndex > 0)
            Url.Replace(("page", LastPage is > 1 and var last ? last : null));
    }

    /// <summary>Where a page that is not there any more leads.</summary>
    private long? LastPage => Total.IsExact ? (Total.Value + state.PageSize - 1) / state.PageSize : null;

    private async Task ToggleAsync(int id, bool active)
    {
        if (Row(id) is not { } row || !busy.Add(id))
            return;
        notices.Remove(id);
        var (now, notice) = await Rows.SetActiveAsync(row, active);
        busy.Remove(id);
        if (now is null)
        {
            notices[id] = notice!;
            return;
        }
        Replace(now);
        Toasts.Done($"{row.Name} is {BatchWords.State(active)} now", undo: () => InvokeAsync(() => TakeBackAsync(now)));
    }

    private async Task TakeBackAsync(PartyRow changed)
    {
        var (now, notice) = await Rows.SetActiveAsync(changed, !changed.IsActive);
        if (now is not null)
        {
            Toasts.Done($"{now.Name} is {BatchWords.State(now.IsActive)} again");
            if (Row(now.Id) is null)
                await LoadAsync();
            else
                Replace(now);
        }
        else
        {
            notices[changed.Id] = notice!;
            Toasts.Warn($"{changed.Name} was not changed back", notice!.Text);
        }
        StateHasChanged();
    }

    private async Task ShowCurrentAsync(int id)
    {
        if (Row(id) is not { } row)
            return;
        var (now, notice) = await Rows.CurrentAsync(row);
        notices.Remove(id);
        if (now is not null)
            Replace(now);
        else
            notices[id] = notice!;
    }

    private ActivationSelection Choose(GridSelection chosen) => chosen.AllMatching
        ? PartySelection.Matching(state.Filter, [.. chosen.ExcludedIds.Select(id => (int)id)])
        : PartySelection.Of([.. chosen.Ids.Select(id => (int)id)]);

    private PartyRow? Row(int id) => Shown?.Page.Rows.FirstOrDefault(row => row.Id == id);

    /// <summary>The row stays where it is, whatever its state is now, and the counts follow it.</summary>
    private void Replace(PartyRow now)
    {
        if (Shown is null || Row(now.Id) is not { } was)
            return;
        var step = now.IsActive == was.IsActive ? 0 : now.IsActive ? 1 : -1;
        var page = Shown.Page;
        Shown = Shown with
        {
            Page = page with
            {
                Rows = [.. page.Rows.Select(row => row.Id == now.Id ? now : row)],
                Active = Moved(page.Active, step),
                Inactive = Moved(page.Inactive, -step),
            },
        };
    }

    private static CappedCount Moved(CappedCount count, int step) => count.IsExact ? count with { Value = count.Value + step } : count;
}

/// <summary>What a list of parties shows, and at which address.</summary>
public sealed record PartyListShown(string Address, PartyPage Page);
