using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.Dashboard;
using AdminApp.Data.Health;
using AdminApp.Data.Schema;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Dashboard;

/// <summary>Where to look first. Its parts load and fail apart: a tenant whose schema waits still shows its backups.</summary>
public sealed partial class DashboardPage : IDisposable
{
    private const int Recent = 5;
    private const int TrendDays = 30;

    /// <summary>Newest rows of the audit whose hashes are compared.</summary>
    private const int AuditRows = 200;

    private Loader<FiguresShown> figures = default!;
    private Loader<WorkShown> work = default!;
    private Loader<SafetyShown> safety = default!;
    private Loader<TrendShown> trend = default!;
    private BatchView? undoing;

    [PersistentState]
    public FiguresShown? PrerenderedFigures { get; set; }

    [PersistentState]
    public WorkShown? PrerenderedWork { get; set; }

    [PersistentState]
    public SafetyShown? PrerenderedSafety { get; set; }

    [PersistentState]
    public TrendShown? PrerenderedTrend { get; set; }

    [CascadingParameter]
    public ViewerTime Viewer { get; set; } = ViewerTime.Utc;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private DashboardQueries Queries { get; set; } = default!;

    [Inject]
    private ActivationTrend Trend { get; set; } = default!;

    [Inject]
    private AuditVerification Chain { get; set; } = default!;

    [Inject]
    private ActivationQueries Batches { get; set; } = default!;

    [Inject]
    private AuditQueries Audit { get; set; } = default!;

    [Inject]
    private SchemaMigrations Schema { get; set; } = default!;

    [Inject]
    private DatabaseHealth Health { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        figures = new(Faults, "count the dashboard's figures") { Value = PrerenderedFigures };
        work = new(Faults, "list recent work") { Value = PrerenderedWork };
        safety = new(Faults, "look at the state of the data") { Value = PrerenderedSafety };
        trend = new(Faults, "count activations by day") { Value = PrerenderedTrend };
        await Task.WhenAll(
            figures.Value is null ? LoadFiguresAsync() : Task.CompletedTask,
            work.Value is null ? LoadWorkAsync() : Task.CompletedTask,
            safety.Value is null ? LoadSafetyAsync() : Task.CompletedTask,
            trend.Value is null ? LoadTrendAsync() : Task.CompletedTask);
    }

    public void Dispose()
    {
        figures.Dispose();
        work.Dispose();
        safety.Dispose();
        trend.Dispose();
    }

    private async Task LoadFiguresAsync()
    {
        await figures.LoadAsync(async stopping => new FiguresShown(await Queries.FiguresAsync(await Access.TenantAsync(stopping), stopping)));
        PrerenderedFigures = figures.Value;
        StateHasChanged();
    }

    private async Task LoadWorkAsync()
    {
        await work.LoadAsync(async stopping =>
        {
            var access = await Access.TenantAsync(stopping);
            return new WorkShown(
                (await Access.CurrentTenantAsync(stopping)).Name, await Batches.ListAsync(access, 0, Recent, stopping),
                await Audit.RecentSingleAsync(access, Recent + 1, stopping), access.Actor.May(Permission.ChangeActivation));
        });
        PrerenderedWork = work.Value;
        StateHasChanged();
    }

    private async Task LoadTrendAsync()
    {
        await trend.LoadAsync(async stopping => new TrendShown(await Trend.OfAsync(await Access.TenantAsync(stopping), Viewer.Zone, TrendDays, stopping)));
        PrerenderedTrend = trend.Value;
        StateHasChanged();
    }

    private async Task LoadSafetyAsync()
    {
        await safety.LoadAsync(async stopping =>
        {
            var access = await Access.TenantAsync(stopping);
            var schema = await Schema.StatusAsync(access.Actor, access.Slug, stopping);
            var report = Health.Latest.FirstOrDefault(r => r.Database == access.Slug);
            return new SafetyShown(await Queries.SafetyAsync(access, stopping), schema.Pending.Count, schema.Fault, report?.IsSound, report?.CheckedAt)
            {
                // While the schema waits the audit cannot be read; that is said already.
                AuditIntact = schema is { Fault: null, Pending.Count: 0 } ? (await Chain.VerifyAsync(access, new AuditVerificationRequest(AuditRows), stopping)).Ok : null,
            };
        });
        PrerenderedSafety = safety.Value;
        StateHasChanged();
    }

    private void Undoing(string batchId)
    {
        undoing = null;
        Navigation.NavigateTo(BatchPaths.Batch(batchId));
    }
}

public sealed record FiguresShown(DashboardFigures Figures);

/// <param name="Tenant">Its name.</param>
/// <param name="MayUndo">Whether the person may undo.</param>
public sealed record WorkShown(string Tenant, IReadOnlyList<BatchView> Batches, IReadOnlyList<AuditRow> Changes, bool MayUndo);

/// <param name="Pending">Schema migrations that wait.</param>
/// <param name="SchemaFault">Why the schema could not be read; null normally.</param>
/// <param name="Sound">What the last check since the start found; null when there was none.</param>
/// <param name="CheckedAt">UTC of that check.</param>
public sealed record SafetyShown(DashboardSafety Data, int Pending, string? SchemaFault, bool? Sound, DateTime? CheckedAt)
{
    /// <summary>Whether the newest rows of the audit are as they were written; null when they could not be read.</summary>
    public bool? AuditIntact { get; init; }
}

/// <param name="Days">Oldest first.</param>
public sealed record TrendShown(IReadOnlyList<TrendDay> Days);
