using System.Collections.Concurrent;
using System.Threading.Channels;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;

namespace AdminApp.Server;

public enum WorkState
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>One piece of long work as pages show it.</summary>
/// <param name="Key">What it works on, e.g. <c>schema:sharma-dental</c>; nothing of the same key is accepted while it is under way.</param>
/// <param name="Title">For people: "Applying migrations to sharma-dental".</param>
/// <param name="Message">The outcome, for people; null until it has ended.</param>
public sealed record WorkItem(Guid Id, string Key, string Title, string By, DateTimeOffset At, WorkState State, string? Message, DateTimeOffset? FinishedAt)
{
    public bool IsActive => State is WorkState.Waiting or WorkState.Running;

    /// <summary>What it is doing at the moment; null where it does not tell.</summary>
    public string? Doing { get; init; }

    /// <summary>How far that is, 0 to 1; null where that cannot be told.</summary>
    public double? Fraction { get; init; }

    /// <summary>May be stopped on the way, and leaves everything as it was.</summary>
    public bool CanCancel { get; init; }

    /// <summary>What it found, for who asked to see more than <see cref="Message"/>.</summary>
    public object? Result { get; init; }
}

/// <summary>What a piece of work is given.</summary>
/// <param name="Report">Takes what it is doing and how far that is, from any thread.</param>
/// <param name="Keep">Takes what it found, see <see cref="WorkItem.Result"/>.</param>
public sealed record WorkRun(IServiceProvider Services, Action<string, double?> Report, Action<object> Keep, CancellationToken Cancellation);

/// <summary>
/// Carries out long work asked for on a page, one piece at a time, off the circuit: closing the page neither stops nor repeats
/// it. What it does is all-or-nothing by itself, so a stop of the application loses nothing but the wish.
/// </summary>
public sealed partial class BackgroundWork(IServiceProvider services, TimeProvider time, ILogger<BackgroundWork> log) : BackgroundService
{
    private const int Kept = 50;
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(250);

    private readonly Channel<(Guid Id, Func<WorkRun, Task<string>> Work)> queue = Channel.CreateUnbounded<(Guid, Func<WorkRun, Task<string>>)>();
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> cancelling = new();
    private readonly ConcurrentDictionary<Guid, WorkItem> items = new();
    private readonly Lock accepting = new();

    /// <summary>Raised on another thread whenever an item changes.</summary>
    public event Action? Changed;

    /// <summary>Raised on another thread, a few times a second, while one that tells how far it is goes on.</summary>
    public event Action? Progressed;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<WorkItem> Items => [.. items.Values.OrderByDescending(item => item.At)];

    /// <summary>Accepts work. A second click on the same button finds the first one's work.</summary>
    /// <param name="key">See <see cref="WorkItem.Key"/>.</param>
    /// <param name="title">See <see cref="WorkItem.Title"/>.</param>
    /// <param name="actor">Who asked; the work itself checks the permission again.</param>
    /// <param name="work">Returns the outcome in one sentence for people.</param>
    /// <returns>The accepted item, or the one of the same key that is under way.</returns>
    public WorkItem Enqueue(string key, string title, Actor actor, Func<IServiceProvider, CancellationToken, Task<string>> work) =>
        Enqueue(key, title, actor, run => work(run.Services, run.Cancellation), canCancel: false);

    /// <param name="canCancel">See <see cref="WorkItem.CanCancel"/>.</param>
    /// <inheritdoc cref="Enqueue(string, string, Actor, Func{IServiceProvider, CancellationToken, Task{string}})"/>
    public WorkItem Enqueue(string key, string title, Actor actor, Func<WorkRun, Task<string>> work, bool canCancel)
    {
        WorkItem item;
        lock (accepting)
        {
            if (items.Values.FirstOrDefault(i => i.Key == key && i.IsActive) is { } running)
                return running;
            item = new WorkItem(Guid.NewGuid(), key, title, actor.Name, time.GetUtcNow(), WorkState.Waiting, null, null) { CanCancel = canCancel };
            cancelling[item.Id] = new CancellationTokenSource();
            items[item.Id] = item;
            foreach (var old in Items.Where(i => !i.IsActive).Skip(Kept))
                items.TryRemove(old.Id, out _);
        }
        queue.Writer.TryWrite((item.Id, work));
        Changed?.Invoke();
        return item;
    }

    /// <summary>Asks one to end.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="id">Of the item.</param>
    /// <returns>false when it has ended, or cannot be stopped on the way.</returns>
    public bool Cancel(Actor actor, Guid id)
    {
        actor.Demand(Permission.ManageBackups);
        if (!items.TryGetValue(id, out var item) || !item.IsActive || !item.CanCancel || !cancelling.TryGetValue(id, out var source))
            return false;
        Update(id, running => running with { Doing = $"ending, asked for by {actor.Name}", Fraction = null });
        source.Cancel();
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, work) in queue.Reader.ReadAllAsync(stoppingToken))
            await CarryOutAsync(id, work, stoppingToken);
    }

    private async Task CarryOutAsync(Guid id, Func<WorkRun, Task<string>> work, CancellationToken stoppingToken)
    {
        Update(id, item => item with { State = WorkState.Running });
        var own = cancelling[id];
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, own.Token);
        try
        {
            await using var scope = services.CreateAsyncScope();
            var run = new WorkRun(scope.ServiceProvider, Reporter(id), found => Update(id, item => item with { Result = found }), either.Token);
            either.Token.ThrowIfCancellationRequested();
            var message = await work(run);
            Update(id, item => item with { State = WorkState.Done, Message = message, FinishedAt = time.GetUtcNow() });
        }
        catch (OperationCanceledException) when (own.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            Update(id, item => item with { State = WorkState.Failed, Message = "Cancelled; nothing was changed.", FinishedAt = time.GetUtcNow() });
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Update(id, item => item with { State = WorkState.Failed, Message = "The application was stopped; nothing was changed.", FinishedAt = time.GetUtcNow() });
        }
        catch (Exception fault)
        {
            var trace = TraceIds.Current();
            Failed(log, fault, items[id].Title, trace);
            var message = VerbFaults.IsExpected(fault) ? fault.Message : $"Something failed that should not have. The log has it under trace id {trace}.";
            Update(id, item => item with { State = WorkState.Failed, Message = message, FinishedAt = time.GetUtcNow() });
        }
        finally
        {
            // Not disposed of: somebody may be about to cancel it, and without a timer it holds nothing.
            cancelling.TryRemove(id, out _);
        }
    }

    private Action<string, double?> Reporter(Guid id)
    {
        var told = DateTimeOffset.MinValue;
        return (doing, fraction) =>
        {
            var now = time.GetUtcNow();
            if (!items.TryGetValue(id, out var item) || (item.Doing == doing && now - told < TellEvery))
                return;
            told = now;
            // A last word that comes late must not bring back what has ended.
            items.AddOrUpdate(id, item, (_, current) => current.IsActive ? current with { Doing = doing, Fraction = fraction } : current);
            Progressed?.Invoke();
        };
    }

    private void Update(Guid id, Func<WorkItem, WorkItem> change)
    {
        items.AddOrUpdate(id, _ => throw new InvalidOperationException("Unknown work."), (_, current) => change(current));
        Changed?.Invoke();
    }

    [LoggerMessage(LogLevel.Error, "{Title} failed, trace {TraceId}")]
    private static partial void Failed(ILogger logger, Exception fault, string title, string traceId);
}
