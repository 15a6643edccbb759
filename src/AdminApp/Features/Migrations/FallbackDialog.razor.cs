using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>Tells what a fallback would bring back and what stands in its way, and starts it when reason and slug are given.</summary>
public sealed partial class FallbackDialog : IDisposable
{
    private bool shown;
    private bool whole;
    private string? into;

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
    private TenantFallback Fallback { get; set; } = default!;

    [Inject]
    private DataMigrationJobs Jobs { get; set; } = default!;

    private MoveTask? Look => Tasks.Find(Move.Tenant.Slug, MoveTaskKind.FallbackPreview);

    private FallbackReport? Report => Look?.Found as FallbackReport;

    private bool Ready => whole ? !string.IsNullOrWhiteSpace(into) : Look is { IsRunning: false } && Report is { Ok: true };

    private string Confirm => whole ? "Write everything there and switch" : Report is { Ok: true, Rows: var rows } ? $"Fall back with {Numbers.Text(rows)} changed {(rows == 1 ? "row" : "rows")}" : "Fall back";

    protected override void OnInitialized() => Tasks.Changed += Refresh;

    protected override async Task OnParametersSetAsync()
    {
        var opened = Open && !shown;
        shown = Open;
        if (!opened)
            return;
        (whole, into) = (false, null);
        await CheckAsync();
    }

    public void Dispose() => Tasks.Changed -= Refresh;

    private async Task CheckAsync()
    {
        var (actor, slug) = (await Access.ActorAsync(), Move.Tenant.Slug);
        Tasks.Start(actor, slug, MoveTaskKind.FallbackPreview, "Preview of the fallback", "", async stopping => await Fallback.PreviewAsync(actor, new FallbackRequest(slug), null, stopping));
    }

    private async Task StartAsync(string reason)
    {
        await Jobs.FallBackAsync(await Access.ActorAsync(), new FallbackRequest(Move.Tenant.Slug) { Reason = reason, Into = whole ? into!.Trim() : null });
        into = null;
        await OnStarted.InvokeAsync();
    }

    private void Refresh() => _ = InvokeAsync(StateHasChanged);
}
