using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Parties;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>One party: its fields, its state, what hangs on it, and everything that happened to it.</summary>
public sealed partial class OnePartyPage : IDisposable
{
    private const int HistoryPage = 20;

    private readonly CancellationTokenSource leaving = new();
    private Actor? actor;
    private GridError? fault;
    private PartyNotice? notice;
    private ProtectionDialog? protection;
    private int? loaded;
    private bool missing;
    private bool busy;

    [Parameter]
    public int Id { get; set; }

    /// <summary>As prerendered, so that the circuit begins with what is on the screen already.</summary>
    [PersistentState]
    public PartyShown? Shown { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PartyQueries Queries { get; set; } = default!;

    [Inject]
    private PartyDependants Dependants { get; set; } = default!;

    [Inject]
    private PartyDuplicates Duplicates { get; set; } = default!;

    [Inject]
    private AuditQueries Audit { get; set; } = default!;

    [Inject]
    private PartyRowActions Rows { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (loaded == Id)
            return;
        loaded = Id;
        if (Shown?.Party.Id == Id)
            await IdentifyAsync();
        else
            await LoadAsync();
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private bool May(Permission permission) => actor?.May(permission) == true;

    private async Task IdentifyAsync()
    {
        try
        {
            actor = await Access.ActorAsync(leaving.Token);
        }
        catch (SignedOutException signedOut)
        {
            fault = Faults.Explain(signedOut, "show a party");
        }
    }

    private async Task LoadAsync()
    {
        if (Shown?.Party.Id != Id)
            Shown = null;
        try
        {
            var access = await Access.TenantAsync(leaving.Token);
            actor = access.Actor;
            var party = await Queries.FindAsync(access, Id, leaving.Token);
            missing = party is null;
            Shown = party is null ? null : new PartyShown(
                party, await Dependants.OfAsync(access, Id, leaving.Token), await HistoryAsync(access, Shown?.History.Rows.Count ?? 0),
                await Duplicates.OfAsync(access, party, leaving.Token));
            (fault, notice) = (null, null);
        }
        catch (Exception error) when (!leaving.IsCancellationRequested)
        {
            fault = Faults.Explain(error, "show a party");
        }
    }

    /// <summary>At least as many entries as were shown, so that none goes away under the reader.</summary>
    private Task<AuditPage> HistoryAsync(TenantAccess access, int atLeast) =>
        Audit.ListAsync(access, new AuditFilter { Entity = PartyService.Entity, EntityId = Id }, 0, Math.Max(HistoryPage, atLeast), leaving.Token);

    private async Task OlderAsync()
    {
        try
        {
            var more = await HistoryAsync(await Access.TenantAsync(leaving.Token), Shown!.History.Rows.Count + HistoryPage);
            Shown = Shown with { History = more };
        }
        catch (Exception error) when (!leaving.IsCancellationRequested)
        {
            fault = Faults.Explain(error, "list the history of a party");
        }
    }

    private async Task ToggleAsync(bool active)
    {
        if (busy)
            return;
        (busy, notice) = (true, null);
        var (now, refused) = await Rows.SetActiveAsync(PartyRowActions.Row(Shown!.Party), active, leaving.Token);
        busy = false;
        if (now is null)
        {
            notice = refused;
            return;
        }
        Toasts.Done($"{now.Name} is {BatchWords.State(active)} now", undo: () => InvokeAsync(() => TakeBackAsync(now)));
        await LoadAsync();
    }

    private async Task TakeBackAsync(PartyRow changed)
    {
        var (now, refused) = await Rows.SetActiveAsync(changed, !changed.IsActive);
        if (now is not null)
            Toasts.Done($"{now.Name} is {BatchWords.State(now.IsActive)} again");
        else
            Toasts.Warn($"{changed.Name} was not changed back", refused!.Text);
        if (leaving.IsCancellationRequested)
            return;
        await LoadAsync();
        StateHasChanged();
    }

    private void AskProtection() => protection!.Open();
}

/// <summary>What a party's page shows.</summary>
/// <param name="Likely">Others that may be the same party.</param>
public sealed record PartyShown(Party Party, IReadOnlyList<PartyRelation> Dependants, AuditPage History, IReadOnlyList<PartyLikeness> Likely);
