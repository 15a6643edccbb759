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
    private DataGrid<PartyRow> grid = default!;
    private Loader<PartyListShown> list = default!;
    private GridLayout layout = GridLayout.Default;
    private PartyListState state = default!;
    private PartyWords words = default!;
    private Actor? actor;

    /// <summary>What was counted to the end, and under which conditions; null until somebody asks.</summary>
    private (PartyListState Under, StatusCounts Counts)? counted;

    /// <summary>The page as prerendered, so that the circuit begins with the rows that are on the screen already.</summary>
    [PersistentState]
    public PartyListShown? Prerendered { get; set; }

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

    private StatusCounts? Counts => list.Value is not { Page: var page } ? null : counted is { } known && state.HasFilterOf(known.Under) ? known.Counts : new(page.Active, page.Inactive);

    private CappedCount Total => Counts?.Of(state.Filter.Status) ?? default;

    private GridPage<PartyRow>? Grid => list.Value is not { Page.List: var shown } ? null : new(shown.Rows, Total.Value, Total.IsExact, shown.Index, state.Page.Size) { HasMore = shown.HasMore };

    private string? RefusedReason => actor is null ? null : $"Your role {actor.Role} may look but not change. An administrator can give you another.";

    protected override async Task OnInitializedAsync()
    {
        list = new(Faults, "list parties") { Value = Prerendered };
        Navigation.LocationChanged += Moved;
        ReadAddress(PartyListState.ListAt(Path)!.Value);
        if (Prerendered?.Address != Navigation.Uri)
            await LoadAsync();
        else
            await list.TryAsync(async () => actor = await Access.ActorAsync());
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        list.Dispose();
    }

    private string Path => new Uri(Navigation.Uri).AbsolutePath;

    private bool May(Permission permission) => actor?.May(permission) == true;

    private void Go(string name, object? value) => Url.PushFromStart((name, value));

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (PartyListState.ListAt(Path) is { } list)
            _ = InvokeAsync(() => MoveAsync(list));
    }

    private async Task MoveAsync(PartyKind kind)
    {
        ReadAddress(kind);
        var loading = LoadAsync();
        StateHasChanged();
        await loading;
        StateHasChanged();
    }

    private void ReadAddress(PartyKind kind)
    {
        var wanted = PartyListState.Read(kind, Url);
        if (!wanted.HasFilterOf(state))
            selection.Clear();
        // The rows of another list would stand under the wrong heading.
        if (state is not null && state.List != kind)
            list.Value = null;
        state = wanted;
        words = PartyWords.Of(kind);
    }

    private async Task LoadAsync()
    {
        var (address, wanted) = (Navigation.Uri, state);
        await list.LoadAsync(async stopping =>
        {
            var access = await Access.TenantAsync(stopping);
            actor = access.Actor;
            return new PartyListShown(address, await Queries.ListAsync(access, wanted.Filter, wanted.Order, wanted.Page, stopping));
        });
        if (list is not { Fault: null, IsLoading: false })
            return;
        notices.Clear();
        Prerendered = list.Value;
        if (list.Value is { Page.Rows.Count: 0 } && state.Page.Index > 0)
            Url.TurnToLast(state.Page, Total.IsExact ? Total.Value : null);
    }

    private async Task CountAllAsync()
    {
        var asked = state;
        try
        {
            var access = await Access.TenantAsync();
            var (active, inactive) = await Task.Run(() => Queries.CountAllAsync(access, asked.Filter, CancellationToken.None));
            counted = (asked, new StatusCounts(active, inactive));
        }
        catch (Exception fault)
        {
            Toasts.Failed("They could not be counted", Faults.Text(fault, "count parties"));
        }
    }

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

    private PartyRow? Row(int id) => list.Value?.Page.Rows.FirstOrDefault(row => row.Id == id);

    /// <summary>The row stays where it is, whatever its state is now, and the counts follow it.</summary>
    private void Replace(PartyRow now)
    {
        if (list.Value is not { Page: var page } shown || Row(now.Id) is not { } was)
            return;
        var counts = new StatusCounts(page.Active, page.Inactive).After(was.IsActive, now.IsActive);
        var rows = page.List with { Rows = [.. page.Rows.Select(row => row.Id == now.Id ? now : row)] };
        list.Value = shown with { Page = new PartyPage(rows, counts.Active, counts.Inactive) };
        if (counted is { } known)
            counted = known with { Counts = known.Counts.After(was.IsActive, now.IsActive) };
    }
}

/// <summary>What a list of parties shows, and at which address.</summary>
public sealed record PartyListShown(string Address, PartyPage Page);
