using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Sql;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>All applied batches of the tenant. While one of them runs, the list follows it.</summary>
public sealed partial class BatchesPage : IDisposable
{
    private const int PageSize = 25;

    private Loader<BatchList> list = default!;
    private Polling polling = default!;
    private BatchView? undoing;
    private bool mayChange;

    /// <summary>The page as prerendered, so that the circuit begins with what is on the screen already.</summary>
    [PersistentState]
    public BatchList? Prerendered { get; set; }

    /// <summary>From 1; read through the address, declared so that a change of it is noticed.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private ActivationQueries Queries { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private int PageIndex => Math.Clamp(Url.Number("page", 1), 1, 1_000_000) - 1;

    private List<BatchView> Rows => list.Value?.Batches ?? [];

    private GridPage<BatchView>? Grid => list.Value is { } shown ? new(shown.Batches, shown.Total.Value, shown.Total.IsExact, shown.PageIndex, PageSize) : null;

    protected override void OnInitialized()
    {
        list = new(Faults, "list batches") { Value = Prerendered };
        polling = new(Time, TimeSpan.FromSeconds(1));
        mayChange = Prerendered?.MayChange == true;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (list.Value?.Address != Navigation.Uri)
            await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (Rows.Any(batch => batch.IsRunning))
            polling.Start(LookAsync);
    }

    public void Dispose()
    {
        polling.Dispose();
        list.Dispose();
    }

    private async Task LoadAsync()
    {
        var (address, page) = (Navigation.Uri, PageIndex);
        await list.LoadAsync(async stopping =>
        {
            var access = await Access.TenantAsync(stopping);
            return new BatchList(address, page, [.. await Queries.ListAsync(access, page, PageSize, stopping)], await Queries.CountAsync(access, stopping),
                access.Actor.May(Permission.ChangeActivation));
        });
        Prerendered = list.Value;
        mayChange = list.Value?.MayChange == true;
    }

    private async Task<bool> LookAsync(CancellationToken stopping)
    {
        await InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        });
        return Rows.Any(batch => batch.IsRunning);
    }

    private void Turn(int index) => Url.Push(("page", index == 0 ? null : index + 1));

    private Task Undoing(string batchId)
    {
        undoing = null;
        Navigation.NavigateTo(BatchPaths.Batch(batchId));
        return Task.CompletedTask;
    }
}

/// <summary>A page of the list of batches.</summary>
/// <param name="Address">Where it was asked for.</param>
/// <param name="MayChange">Whether the person may undo.</param>
public sealed record BatchList(string Address, int PageIndex, List<BatchView> Batches, CappedCount Total, bool MayChange);
