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
}

/// <summary>
/// Carries out long work asked for on a page, one piece at a time, off the circuit: closing the page neither stops nor repeats
/// it. What it does is all-or-nothing by itself, so a stop of the application loses nothing but the wish.
/// </summary>
public sealed partial class BackgroundWork(IServiceProvider services, TimeProvider time, ILogger<BackgroundWork> log) : BackgroundService
{
    private const int Kept = 50;

    private readonly Channel<(Guid Id, Func<IServiceProvider, CancellationToken, Task<string>> Work)> queue =
        Channel.CreateUnbounded<(Guid, Func<IServiceProvider, CancellationToken, Task<string>>)>();
    private readonly ConcurrentDictionary<Guid, WorkItem> items = new();
    private readonly Lock accepting = new();

    /// <summary>Raised on another thread whenever an item changes.</summary>
    public event Action? Changed;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<WorkItem> Items => [.. items.Values.OrderByDescending(item => item.At)];

    /// <summary>Accepts work. A second click on the same button finds the first one's work.</summary>
    /// <param name="key">See <see cref="WorkItem.Key"/>.</param>
    /// <param name="title">See <see cref="WorkItem.Title"/>.</param>
    /// <param name="actor">Who asked; the work itself checks the permission again.</param>
    /// <param name="work">Returns the outcome in one sentence for people.</param>
    /// <returns>The accepted item, or the one of the same key that is under way.</returns>
    public WorkItem Enqueue(string key, string title, Actor actor, Func<IServiceProvider, CancellationToken, Task<string>> work)
    {
        WorkItem item;
        lock (accepting)
        {
            if (items.Values.FirstOrDefault(i => i.Key == key && i.IsActive) is { } running)
                return running;
            item = new WorkItem(Guid.NewGuid(), key, title, actor.Name, time.GetUtcNow(), WorkState.Waiting, null, null);
            items[item.Id] = item;
            foreach (var old in Items.Where(i => !i.IsActive).Skip(Kept))
                items.TryRemove(old.Id, out _);
        }
        queue.Writer.TryWrite((item.Id, work));
        Changed?.Invoke();
        return item;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, work) in queue.Reader.ReadAllAsync(stoppingToken))
            await CarryOutAsync(id, work, stoppingToken);
    }

    private async Task CarryOutAsync(Guid id, Func<IServiceProvider, CancellationToken, Task<string>> work, CancellationToken stoppingToken)
    {
        Update(id, item => item with { State = WorkState.Running });
        try
        {
            await using var scope = services.CreateAsyncScope();
            var message = await work(scope.ServiceProvider, stoppingToken);
            Update(id, item => item with { State = WorkState.Done, Message = message, FinishedAt = time.GetUtcNow() });
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
    }

    private void Update(Guid id, Func<WorkItem, WorkItem> change)
    {
        items[id] = change(items[id]);
        Changed?.Invoke();
    }

    [LoggerMessage(LogLevel.Error, "{Title} failed, trace {TraceId}")]
    private static partial void Failed(ILogger logger, Exception fault, string title, string traceId);
}
