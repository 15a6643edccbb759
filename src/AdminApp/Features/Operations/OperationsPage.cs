using AdminApp.Access;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Operations;

/// <summary>What the pages of this group share: loading with a named error, work off the circuit, and reloading when work has ended.</summary>
public abstract class OperationsPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();

    [Inject]
    protected AccessProvider Access { get; set; } = default!;

    [Inject]
    protected VisibleDatabases Visible { get; set; } = default!;

    [Inject]
    protected BackgroundWork Work { get; set; } = default!;

    [Inject]
    private ILoggerFactory Logs { get; set; } = default!;

    /// <summary>Null until the first load.</summary>
    protected Actor? Actor { get; private set; }

    protected bool Loading { get; private set; }

    /// <summary>Why the last load failed; what was shown stays.</summary>
    protected GridError? Fault { get; private set; }

    /// <summary>Keys of the work this page shows, e.g. "schema:".</summary>
    protected abstract string WorkPrefix { get; }

    /// <summary>Work shown on the page: under way, or ended a short while ago.</summary>
    protected IEnumerable<WorkItem> Shown => Work.Items.Where(item => item.Key.StartsWith(WorkPrefix, StringComparison.Ordinal));

    protected abstract Task ReadAsync(Actor actor, Predicate<string> visible, CancellationToken cancellationToken);

    protected bool May(Permission permission) => Actor?.May(permission) == true;

    protected bool IsUnderWay(string key) => Work.Items.Any(item => item.Key == key && item.IsActive);

    protected override Task OnInitializedAsync()
    {
        Work.Changed += Refresh;
        Work.Progressed += Redraw;
        return LoadAsync();
    }

    protected async Task LoadAsync()
    {
        Loading = true;
        try
        {
            Actor = await Access.ActorAsync(leaving.Token);
            Actor.Demand(Permission.Read);
            await ReadAsync(Actor, await Visible.FilterAsync(leaving.Token), leaving.Token);
            Fault = null;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception fault) when (fault is not SignedOutException)
        {
            Fault = Explain(fault);
        }
        finally
        {
            Loading = false;
        }
    }

    /// <summary>Queues work as the person who is signed in now.</summary>
    /// <exception cref="ForbiddenException">The role does not hold the permission.</exception>
    protected async Task StartAsync(Permission permission, string name, string title, Func<IServiceProvider, Actor, CancellationToken, Task<string>> work)
    {
        var actor = await Access.ActorAsync(leaving.Token);
        actor.Demand(permission);
        Work.Enqueue(WorkPrefix + name, title, actor, (services, cancellation) => work(services, actor, cancellation));
    }

    private GridError Explain(Exception fault)
    {
        var trace = TraceIds.Current();
        Logs.CreateLogger(GetType()).LogError(fault, "{Page} could not be loaded, trace {TraceId}", GetType().Name, trace);
        return new GridError(VerbFaults.IsExpected(fault) ? fault.Message : "Something failed that should not have.", trace);
    }

    private void Refresh() => _ = InvokeAsync(async () =>
    {
        if (leaving.IsCancellationRequested)
            return;
        await LoadAsync();
        StateHasChanged();
    });

    private void Redraw() => _ = InvokeAsync(() =>
    {
        if (!leaving.IsCancellationRequested)
            StateHasChanged();
    });

    public void Dispose()
    {
        Work.Changed -= Refresh;
        Work.Progressed -= Redraw;
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }
}
