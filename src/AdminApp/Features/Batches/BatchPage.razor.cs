using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>
/// One batch: how far it is, what it did and left alone, why, and its undo. Everything is in the database: the page may be left,
/// reconnected or opened by somebody else while the batch runs.
/// </summary>
public sealed partial class BatchPage : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private Loader<BatchShown> shown = default!;
    private Polling polling = default!;
    private BatchView? undoing;
    private string? refusal;
    private bool busy;

    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The page as prerendered, so that the circuit begins with what is on the screen already.</summary>
    [PersistentState]
    public BatchShown? Prerendered { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private ActivationService Activations { get; set; } = default!;

    [Inject]
    private ActivationQueries Queries { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private BatchView? Batch => shown.Value?.Batch;

    /// <summary>A preview nobody applied is no batch yet.</summary>
    private bool IsMissing => shown.Value is { Batch: null or { State: BatchState.Previewed or BatchState.Expired } };

    private bool MayChange => shown.Value?.MayChange == true;

    private bool CanResume => Batch is { State: BatchState.Failed or BatchState.Cancelled, UndoneBy: null } batch && BatchTitles.NotReached(batch) > 0;

    protected override void OnInitialized()
    {
        shown = new(Faults, "show a batch") { Value = Prerendered };
        polling = new(Time, Pace);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown.Value?.Id == Id)
            return;
        (shown.Value, refusal) = (null, null);
        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (Batch is { IsRunning: true })
            polling.Start(LookAsync);
    }

    public void Dispose()
    {
        polling.Dispose();
        shown.Dispose();
    }

    private async Task LoadAsync()
    {
        var id = Id;
        await shown.LoadAsync(async stopping =>
        {
            var access = await Access.TenantAsync(stopping);
            try
            {
                return new BatchShown(id, await Queries.GetAsync(access, id, stopping), access.Actor.May(Permission.ChangeActivation));
            }
            catch (BatchNotFoundException)
            {
                return new BatchShown(id, null, false);
            }
        });
        Prerendered = shown.Value;
    }

    private async Task<bool> LookAsync(CancellationToken stopping)
    {
        await InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        });
        return Batch is null or { IsRunning: true };
    }

    private Task StopAsync() => ActAsync("stop a batch", access => Activations.CancelAsync(access, Id, CancellationToken.None));

    private Task ResumeAsync() => ActAsync("go on with a batch", access => Activations.ResumeAsync(access, Id, CancellationToken.None));

    private async Task ActAsync(string doing, Func<TenantAccess, Task> act)
    {
        if (busy)
            return;
        (busy, refusal) = (true, null);
        try
        {
            await act(await Access.TenantAsync());
        }
        catch (Exception error)
        {
            refusal = Faults.Text(error, doing);
        }
        await LoadAsync();
        busy = false;
    }

    private void Undoing(string batchId)
    {
        undoing = null;
        Follow(batchId);
    }

    private void Follow(string batchId) => Navigation.NavigateTo(BatchPaths.Batch(batchId));
}

/// <param name="Id">What was asked for.</param>
/// <param name="Batch">null when there is none of that id.</param>
/// <param name="MayChange">Whether the person may stop, resume and undo.</param>
public sealed record BatchShown(string Id, BatchView? Batch, bool MayChange);
