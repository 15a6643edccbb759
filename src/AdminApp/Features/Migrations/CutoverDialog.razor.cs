using System.Globalization;
using AdminApp.Access;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>Looks whether a tenant can be cut over, tells the downtime, and starts it when reason and slug are given.</summary>
public sealed partial class CutoverDialog : IDisposable
{
    private bool shown;
    private bool withoutStream;
    private bool allowUnfenced;
    private bool allowUnmapped;

    [Parameter, EditorRequired]
    public bool Open { get; set; }

    [Parameter, EditorRequired]
    public TenantMove Move { get; set; } = default!;

    [Parameter, EditorRequired]
    public EventCallback OnStarted { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private MoveTasks Tasks { get; set; } = default!;

    [Inject]
    private TenantCutover Cutover { get; set; } = default!;

    [Inject]
    private DataMigrationJobs Jobs { get; set; } = default!;

    private string About => string.Create(CultureInfo.InvariantCulture, $"{withoutStream} {allowUnfenced} {allowUnmapped}");

    /// <summary>The last look, if it was at this very way.</summary>
    private MoveTask? Look => Tasks.Find(Move.Tenant.Slug, MoveTaskKind.CutoverCheck) is { } look && look.About == About ? look : null;

    private CutoverReport? Report => Look?.Found as CutoverReport;

    private double? Seconds => Report?.PredictedDowntimeSeconds;

    private bool Ready => Look is { IsRunning: false } && Report is { Ok: true } && (!withoutStream || Seconds is not null);

    protected override void OnInitialized() => Tasks.Changed += Refresh;

    protected override async Task OnParametersSetAsync()
    {
        if (Open && !shown)
        {
            (shown, withoutStream, allowUnfenced, allowUnmapped) = (true, Move.Stream is null, false, false);
            await CheckAsync();
        }
        shown = Open;
    }

    public void Dispose() => Tasks.Changed -= Refresh;

    private Task AskAsync(bool without)
    {
        withoutStream = without;
        return CheckAsync();
    }

    private Task UnfencedAsync(ChangeEventArgs change)
    {
        allowUnfenced = change.Value is true;
        return CheckAsync();
    }

    private Task UnmappedAsync(ChangeEventArgs change)
    {
        allowUnmapped = change.Value is true;
        return CheckAsync();
    }

    private async Task CheckAsync()
    {
        var actor = await Access.ActorAsync();
        var request = Request(null) with { DryRun = true };
        Tasks.Start(actor, Move.Tenant.Slug, MoveTaskKind.CutoverCheck, "Checks before the cutover", About,
            async stopping => await Cutover.RunAsync(actor, request, null, stopping));
    }

    private async Task StartAsync(string reason)
    {
        var accepted = Seconds;
        await Jobs.CutOverAsync(await Access.ActorAsync(), Request(reason) with
        {
            // The source may have grown since it was looked at; more than was confirmed is asked again.
            Confirm = found => found.PredictedDowntimeSeconds is { } predicted && predicted > Math.Max(2 * accepted ?? 0, 10)
                ? $"About {Durations.Text(predicted)} of downtime are to be expected now, more than the {Durations.Text(accepted ?? 0)} that were confirmed. Cut over again."
                : null,
        });
        await OnStarted.InvokeAsync();
    }

    private CutoverRequest Request(string? reason) => new(Move.Tenant.Slug)
    {
        WithoutStream = withoutStream,
        AllowUnfenced = allowUnfenced,
        AllowUnmapped = allowUnmapped,
        Reason = reason,
        Confirm = _ => null,
    };

    // One kind runs at a time: a look that was asked for meanwhile follows the one before.
    private void Refresh() => _ = InvokeAsync(async () =>
    {
        if (!Open)
            return;
        if (Tasks.Find(Move.Tenant.Slug, MoveTaskKind.CutoverCheck) is { IsRunning: false } look && look.About != About)
            await CheckAsync();
        StateHasChanged();
    });
}
