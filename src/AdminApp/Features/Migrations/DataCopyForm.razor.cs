using AdminApp.Access;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace AdminApp.Features.Migrations;

/// <summary>Asks where the rows come from and into which tenant they go; plans, or starts a copy, a verification or a rehearsal.</summary>
public sealed partial class DataCopyForm : IDisposable
{
    private readonly DataCopyModel model = new();
    private EditContext form = default!;
    private CancellationTokenSource? planning;
    private MigrationPlan? plan;
    private GridError? fault;
    private bool busy;
    private bool replacing;

    /// <summary>The tenant of a run to be taken up again; fills the form in.</summary>
    [Parameter]
    public string? Into { get; set; }

    /// <summary>Go on with what that run left.</summary>
    [Parameter]
    public bool Resume { get; set; }

    /// <summary>Slugs that exist, which a copy only replaces after another question.</summary>
    [Parameter]
    public IReadOnlySet<string> Known { get; set; } = new HashSet<string>();

    /// <summary>A copy, a verification or a rehearsal has begun; the form is empty again.</summary>
    [Parameter]
    public EventCallback OnStarted { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private DataMigrationJobs Jobs { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    protected override void OnInitialized()
    {
        form = new EditContext(model);
        (model.Slug, model.Resume) = (Into, Resume);
    }

    public void Dispose() => planning?.Cancel();

    private Task SubmitAsync()
    {
        fault = null;
        if (model.Intent == DataCopyIntent.Plan)
            return PlanAsync();
        replacing = model.Intent == DataCopyIntent.Copy && model.Replace && Known.Contains(model.Slug!.Trim());
        return replacing ? Task.CompletedTask : StartAsync();
    }

    private Task PlanAsync() => TryAsync("plan a data migration", async () =>
    {
        (await Access.ActorAsync()).Demand(Permission.Migrate);
        using var stop = planning = new CancellationTokenSource();
        plan = null;
        try
        {
            plan = await DataPlan.MakeAsync(new DataPlanRequest(model.Source!.Trim(), [], []) { Mode = DataCopyMode.Model }, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked for, or the page is gone.
        }
        finally
        {
            planning = null;
        }
    });

    private Task StartAsync()
    {
        replacing = false;
        return TryAsync("start a data migration", async () =>
        {
            var actor = await Access.ActorAsync();
            if (model.Intent == DataCopyIntent.Verify)
                await Jobs.VerifyAsync(actor, new TenantVerificationRequest(model.Slug!.Trim(), model.Source!.Trim()));
            else if (model.Intent == DataCopyIntent.Rehearse)
                await Jobs.RehearseAsync(actor, model.ToRehearsal());
            else
                await Jobs.CopyAsync(actor, model.ToRequest());
            (model.Source, model.Scratch, plan) = (null, null, null);
            await OnStarted.InvokeAsync();
        });
    }

    private async Task TryAsync(string doing, Func<Task> act)
    {
        if (busy)
            return;
        busy = true;
        try
        {
            await act();
        }
        catch (Exception failed)
        {
            fault = VerbFaults.IsExpected(failed) ? new GridError(failed.Message) : Faults.Explain(failed, doing);
        }
        busy = false;
    }
}
