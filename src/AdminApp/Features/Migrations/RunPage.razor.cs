using System.Text.Json;
using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Rehearse;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Features.Batches;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>One run of the journal: live while it is on its way, its report when it has ended.</summary>
public sealed partial class RunPage : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private Loader<RunShown> shown = default!;
    private Polling polling = default!;
    private DataCopyReport? copy;
    private VerificationReport? verification;
    private RehearsalReport? rehearsal;
    private MigrationPlan? plan;
    private CutoverReport? cutover;
    private FallbackReport? fallback;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private VisibleDatabases Visible { get; set; } = default!;

    [Inject]
    private DataMigrationJournal Journal { get; set; } = default!;

    [Inject]
    private DataMigrationJobs Jobs { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private DataMigrationRun? Run => shown.Value?.Run;

    private DataMigrationJob? Job => Run is null ? null : Jobs.Find(Run.Id);

    private bool MayMigrate => shown.Value?.MayMigrate == true;

    private bool CanResume => Run is { Kind: DataMigrationJournal.Copy, State: DataMigrationJournal.Failed or DataMigrationJournal.Cancelled };

    protected override void OnInitialized()
    {
        shown = new(Faults, "show a run");
        polling = new(Time, Pace);
        Jobs.Changed += Refresh;
        Jobs.Progressed += Redraw;
    }

    protected override Task OnParametersSetAsync() => shown.Value?.Id == Id ? Task.CompletedTask : LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (Job is { IsRunning: true })
            polling.Start(LookAsync);
    }

    public void Dispose()
    {
        Jobs.Changed -= Refresh;
        Jobs.Progressed -= Redraw;
        polling.Dispose();
        shown.Dispose();
    }

    private async Task LoadAsync()
    {
        var id = Id;
        await shown.LoadAsync(async stopping =>
        {
            var actor = await Access.ActorAsync(stopping);
            actor.Demand(Permission.Read);
            var visible = await Visible.FilterAsync(stopping);
            var run = await Journal.FindAsync(id, stopping);
            return new RunShown(id, run is not null && visible(run.TenantSlug) ? run : null, actor.May(Permission.Migrate));
        });
        Read(Run);
    }

    private void Read(DataMigrationRun? run)
    {
        (copy, verification, rehearsal, plan, cutover, fallback) = (null, null, null, null, null, null);
        if (run?.Report is not { } json)
            return;
        try
        {
            switch (run.Kind)
            {
                case DataMigrationJournal.Verify:
                    verification = VerificationReport.FromJson(json);
                    break;
                case DataMigrationJournal.Rehearse:
                    rehearsal = RehearsalReport.FromJson(json);
                    break;
                case DataMigrationJournal.Plan:
                    plan = MigrationPlan.FromJson(json);
                    break;
                case DataMigrationJournal.Cutover:
                    cutover = CutoverReport.FromJson(json);
                    break;
                case DataMigrationJournal.Fallback:
                    fallback = FallbackReport.FromJson(json);
                    break;
                default:
                    copy = DataCopyReport.FromJson(json);
                    break;
            }
        }
        catch (JsonException)
        {
            // Of a version with another shape; it can still be downloaded.
        }
    }

    private async Task<bool> LookAsync(CancellationToken stopping)
    {
        await InvokeAsync(StateHasChanged);
        return Job is { IsRunning: true };
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    private void Refresh() => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });
}

/// <param name="Id">What was asked for.</param>
/// <param name="Run">null when there is none of that number, or it is not for this person.</param>
/// <param name="MayMigrate">Whether the person may cancel and resume.</param>
public sealed record RunShown(long Id, DataMigrationRun? Run, bool MayMigrate);
