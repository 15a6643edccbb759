using System.Collections.Concurrent;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;

namespace AdminApp.Server;

public enum MoveTaskKind
{
    /// <summary>Whether the tenant could be cut over; finds a CutoverReport.</summary>
    CutoverCheck,

    /// <summary>What a fallback would do; finds a FallbackReport.</summary>
    FallbackPreview,

    /// <summary>Starting, stopping or dropping the stream.</summary>
    Stream,
}

/// <summary>Something short that a page asked for, as it stands: an unchanging picture of the moment.</summary>
/// <param name="Title">For people: "Starting the stream".</param>
/// <param name="About">What exactly was asked, to tell whether the result is of the same question.</param>
/// <param name="FinishedAt">Null while it is under way.</param>
/// <param name="Found">What it found, if it finds something.</param>
/// <param name="Fault">Why it failed, in one line with the next step.</param>
public sealed record MoveTask(string Slug, MoveTaskKind Kind, string Title, string About, string By, DateTimeOffset At, DateTimeOffset? FinishedAt, object? Found, string? Fault)
{
    public bool IsRunning => FinishedAt is null;
}

/// <summary>
/// Looks at a tenant's move, and starts and stops its stream, off the circuit and outside of the journal: closing the page changes
/// nothing, and whoever opens it next sees the last result. One of a kind at a time for each tenant.
/// </summary>
public sealed partial class MoveTasks(TimeProvider time, ILogger<MoveTasks> log) : IHostedService
{
    private readonly ConcurrentDictionary<(string Slug, MoveTaskKind Kind), MoveTask> tasks = new();
    private readonly ConcurrentDictionary<(string Slug, MoveTaskKind Kind), Task> running = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock starting = new();

    /// <summary>Raised on another thread when one begins or ends.</summary>
    public event Action? Changed;

    /// <summary>The last of that kind since the start of the application; null when there was none.</summary>
    public MoveTask? Find(string slug, MoveTaskKind kind) => tasks.GetValueOrDefault((slug, kind));

    /// <summary>Begins one, unless the same kind is under way for the tenant.</summary>
    /// <param name="actor">Who asked; the work itself checks the permission again.</param>
    /// <param name="slug">The tenant.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="title">See <see cref="MoveTask.Title"/>.</param>
    /// <param name="about">See <see cref="MoveTask.About"/>.</param>
    /// <param name="work">Returns what it found, or null.</param>
    public void Start(Actor actor, string slug, MoveTaskKind kind, string title, string about, Func<CancellationToken, Task<object?>> work)
    {
        actor.Demand(Permission.Migrate);
        lock (starting)
        {
            if (Find(slug, kind) is { IsRunning: true })
                return;
            var task = tasks[(slug, kind)] = new MoveTask(slug, kind, title, about, actor.Name, time.GetUtcNow(), null, null, null);
            running[(slug, kind)] = Task.Run(() => CarryOutAsync(task, work));
        }
        Changed?.Invoke();
    }

    /// <summary>Forgets the result of one that has ended.</summary>
    public void Forget(string slug, MoveTaskKind kind)
    {
        if (Find(slug, kind) is { IsRunning: false } task)
            tasks.TryRemove(new((slug, kind), task));
        Changed?.Invoke();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CarryOutAsync(MoveTask task, Func<CancellationToken, Task<object?>> work)
    {
        try
        {
            task = task with { Found = await work(stopping.Token) };
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            task = task with { Fault = "The application was stopped." };
        }
        catch (Exception fault) when (VerbFaults.IsExpected(fault))
        {
            task = task with { Fault = fault.Message };
        }
        catch (Exception fault)
        {
            var trace = TraceIds.Current();
            LogFailed(log, fault, task.Title, task.Slug, trace);
            task = task with { Fault = $"Something failed that should not have; the log has the reason under trace id {trace}." };
        }
        tasks[(task.Slug, task.Kind)] = task with { FinishedAt = time.GetUtcNow() };
        Changed?.Invoke();
    }

    [LoggerMessage(LogLevel.Error, "{Title} of tenant {Tenant} failed, trace {TraceId}")]
    private static partial void LogFailed(ILogger logger, Exception fault, string title, string tenant, string traceId);
}
