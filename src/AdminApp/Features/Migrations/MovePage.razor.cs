using AdminApp.Access;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;
using AdminApp.Features.Batches;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>The move of one tenant: where it lives, which step is done, under way and next, and what starts or ends each.</summary>
public sealed partial class MovePage : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    private Loader<MoveShown> shown = default!;
    private Polling clock = default!;
    private MoveAsk dialog;
    private string? scratch;
    private string? refusal;
    private long dismissed;
    private bool anew;
    private bool allowUnmapped;

    [Parameter]
    public string Slug { get; set; } = "";

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private VisibleDatabases Visible { get; set; } = default!;

    [Inject]
    private TenantMoves Moves { get; set; } = default!;

    [Inject]
    private TenantRegistry Registry { get; set; } = default!;

    [Inject]
    private TenantStreams Streams { get; set; } = default!;

    [Inject]
    private MoveAudit Audit { get; set; } = default!;

    [Inject]
    private DataMigrationJobs Jobs { get; set; } = default!;

    [Inject]
    private MoveTasks Tasks { get; set; } = default!;

    [Inject]
    private StreamWatch Watch { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>As loaded, with what runs at this moment.</summary>
    private TenantMove? Move => shown.Value?.Move is { } move
        ? move with { Job = Jobs.Jobs.FirstOrDefault(job => job.Slug == move.Tenant.Slug), Stream = move.OnPostgres ? Watch.State(move.Tenant.Slug) : null }
        : null;

    private bool MayMove => shown.Value?.MayMove == true;

    private bool StreamBusy => Tasks.Find(Slug, MoveTaskKind.Stream) is { IsRunning: true };

    private DateTimeOffset Now => Time.GetUtcNow();

    protected override void OnInitialized()
    {
        shown = new(Faults, "show a move");
        clock = new(Time, Pace);
        Jobs.Changed += Reload;
        Jobs.Progressed += Redraw;
        Tasks.Changed += Reload;
        Watch.Changed += Watched;
        Registry.Changed += ReloadMine;
    }

    protected override Task OnParametersSetAsync() => shown.Value?.Slug == Slug ? Task.CompletedTask : LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (Move is { Busy: true })
            clock.Start(TickAsync);
    }

    public void Dispose()
    {
        Jobs.Changed -= Reload;
        Jobs.Progressed -= Redraw;
        Tasks.Changed -= Reload;
        Watch.Changed -= Watched;
        Registry.Changed -= ReloadMine;
        clock.Dispose();
        shown.Dispose();
    }

    private Task LoadAsync()
    {
        var slug = Slug;
        return shown.LoadAsync(async stopping =>
        {
            var actor = await Access.ActorAsync(stopping);
            var move = await Moves.FindAsync(actor, slug, await Visible.FilterAsync(stopping), stopping);
            return new MoveShown(slug, move, actor.May(Permission.Migrate) && actor.May(Permission.ManageTenants));
        });
    }

    private void Close() => (dialog, scratch, refusal, anew, allowUnmapped) = (MoveAsk.Nothing, null, null, false, false);

    private async Task AskAsync(MoveAsk asked)
    {
        refusal = null;
        if (asked != MoveAsk.Plan)
            dialog = asked;
        else
            await TryAsync("plan a move", async () => await Jobs.PlanAsync(await Access.ActorAsync(), Slug));
    }

    private Task RehearseAsync() => TryAsync("rehearse a move", async () =>
    {
        var server = string.IsNullOrWhiteSpace(scratch) ? null : scratch.Trim();
        if (DataCopyModelValidator.ScratchFault(server) is { } wrong)
            throw new ArgumentException(wrong);
        await Jobs.RehearseAsync(await Access.ActorAsync(), Slug, server);
        Close();
    });

    private async Task StreamAsync(MoveAsk what, string reason)
    {
        var (actor, slug) = (await Access.ActorAsync(), Slug);
        var (title, action) = what switch
        {
            MoveAsk.StartStream => ("Starting the stream", AuditActions.StartStream),
            MoveAsk.StopStream => ("Stopping the stream", AuditActions.StopStream),
            _ => ("Ending the stream", AuditActions.DropStream),
        };
        var how = new StreamStart(anew, allowUnmapped);
        Tasks.Start(actor, slug, MoveTaskKind.Stream, title, action, async stopping =>
        {
            try
            {
                await (what switch
                {
                    MoveAsk.StartStream => Streams.StartAsync(actor, slug, how, stopping),
                    MoveAsk.StopStream => Streams.StopAsync(actor, slug, stopping),
                    _ => Streams.DropAsync(actor, slug, stopping),
                });
                await Audit.RecordAsync(actor, slug, action, reason, stopping);
            }
            finally
            {
                await Watch.LookAsync(slug, stopping);
            }
            return null;
        });
        Close();
    }

    private async Task TryAsync(string doing, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault)
        {
            refusal = VerbFaults.IsExpected(fault) ? fault.Message : Faults.Text(fault, doing);
        }
    }

    private async Task<bool> TickAsync(CancellationToken stopping)
    {
        await InvokeAsync(StateHasChanged);
        return Move is { Busy: true };
    }

    private void ReloadMine(string slug)
    {
        if (slug == Slug)
            Reload();
    }

    private void Reload() => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    // A run that nobody here carries out, such as the first copy of a stream, tells no one when it ends.
    private void Watched()
    {
        if (shown.Value?.Move is { Runs: [{ State: DataMigrationJournal.Running }, ..] } && Move is { Busy: false })
            Reload();
        else
            Redraw();
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    private static string Home(TenantMove move) => move switch
    {
        { OnPostgres: true, Source: { } source } => $"lives in {source}",
        { OnPostgres: true } => "lives on PostgreSQL",
        { Source: { } source } => $"lives in its file here, came from {source}",
        _ => "lives in its file here",
    };
}

/// <summary>What a button of the page asks for.</summary>
public enum MoveAsk
{
    Nothing,
    Plan,
    Rehearse,
    StartStream,
    StopStream,
    DropStream,
    Cutover,
    Fallback,
}

/// <param name="Slug">What was asked for.</param>
/// <param name="Move">null when there is no such tenant, or it is not for this person.</param>
/// <param name="MayMove">Whether the person may start and end anything.</param>
public sealed record MoveShown(string Slug, TenantMove? Move, bool MayMove);
