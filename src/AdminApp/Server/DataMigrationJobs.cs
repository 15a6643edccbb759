using System.Collections.Concurrent;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Tenants;

namespace AdminApp.Server;

/// <summary>
/// Carries out data copies asked for on a page or by a call, outside of either: closing the browser changes nothing. One at a
/// time for each tenant. A stop of the application cancels them; what they loaded is kept beside the target for a resumption.
/// </summary>
public sealed partial class DataMigrationJobs(TenantCopy copy, TimeProvider time, ILogger<DataMigrationJobs> log) : IHostedService
{
    private const int Kept = 20;

    private readonly ConcurrentDictionary<string, Running> running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<DataMigrationJob> ended = new();
    private volatile bool stopping;

    /// <summary>Raised on another thread when a copy begins, is cancelled or ends; not for every figure.</summary>
    public event Action? Changed;

    /// <summary>Those on their way, then those that ended since the start of the application; newest first.</summary>
    public IReadOnlyList<DataMigrationJob> Jobs =>
        [.. running.Values.Select(one => one.Job).OfType<DataMigrationJob>().Concat(ended).DistinctBy(job => job.RunId).OrderByDescending(job => job.IsRunning).ThenByDescending(job => job.RunId)];

    /// <summary>The copy of that number in the journal; null when this process does not know it.</summary>
    public DataMigrationJob? Find(long runId) => Jobs.FirstOrDefault(job => job.RunId == runId);

    /// <summary>Begins a copy and returns when the journal has it.</summary>
    /// <exception cref="ForbiddenException">The role does not hold <see cref="Permission.Migrate"/>.</exception>
    /// <exception cref="ArgumentException">The slug is not valid.</exception>
    /// <exception cref="DataMigrationException">It cannot begin, or a copy into this tenant is under way.</exception>
    public async Task<DataMigrationJob> StartAsync(Actor actor, TenantCopyRequest request)
    {
        actor.Demand(Permission.Migrate);
        TenantSlug.Require(request.Slug);
        var source = DataCopy.DescribeSource(request.Source);
        var one = new Running();
        if (stopping)
            throw new DataMigrationException("The application is stopping. Start the copy when it runs again.");
        if (!running.TryAdd(request.Slug, one))
            throw new DataMigrationException($"A copy into \"{request.Slug}\" is under way. Wait for it to end, or cancel it.");
        one.Work = Task.Run(() => CarryOutAsync(one, actor, source, request));
        return await one.Begun.Task;
    }

    /// <summary>Asks a copy to end; it does so within moments and its tenant stays as it was.</summary>
    /// <returns>false when it is not on its way any more.</returns>
    /// <exception cref="ForbiddenException">The role does not hold <see cref="Permission.Migrate"/>.</exception>
    public bool Cancel(Actor actor, long runId)
    {
        actor.Demand(Permission.Migrate);
        var one = running.Values.FirstOrDefault(one => one.Job?.RunId == runId);
        if (one is null)
            return false;
        one.CancelledBy(actor.Name);
        LogCancelling(log, runId, one.Job!.Slug, actor.Name);
        one.Cancel();
        Changed?.Invoke();
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => copy.RecoverAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping = true;
        var ending = running.Values.ToArray();
        foreach (var one in ending)
            one.Cancel();
        await Task.WhenAll(ending.Select(one => one.Work)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CarryOutAsync(Running one, Actor actor, string source, TenantCopyRequest request)
    {
        request = request with
        {

            OnStarted = run =>
            {
                var job = new DataMigrationJob(run, request.Slug, source, actor.Name, time.GetUtcNow(), DataMigrationJobState.Running, null, null, null, null);
                one.Begin(job);
                LogStarted(log, run, source, request.Slug, actor.Name);
                one.Begun.TrySetResult(job);
                Changed?.Invoke();
            },
            CancelledBecause = () => Why(one.Job!),
        };
        try
        {
            await copy.RunAsync(actor, request, one, one.Stopping);
            End(one, request.Slug, DataMigrationJobState.Completed, null);
        }
        catch (OperationCanceledException) when (one.Job is not null)
        {
            End(one, request.Slug, DataMigrationJobState.Cancelled, Why(one.Job));
        }
        catch (Exception fault) when (one.Job is null)
        {
            running.TryRemove(request.Slug, out _);
            one.Begun.TrySetException(fault);
        }
        catch (Exception fault)
        {
            End(one, request.Slug, DataMigrationJobState.Failed, Explain(fault, one.Job!));
        }
    }

    private string Explain(Exception fault, DataMigrationJob job)
    {
        if (VerbFaults.IsExpected(fault))
            return fault.Message;
        var trace = TraceIds.Current();
        LogFailed(log, fault, job.RunId, job.Slug, trace);
        return $"Something failed that should not have. The tenant is as it was; the log has the reason under trace id {trace}.";
    }

    private void End(Running one, string slug, DataMigrationJobState state, string? message)
    {
        var job = one.Job! with { State = state, Message = message, FinishedAt = time.GetUtcNow() };
        ended.Enqueue(job);
        while (ended.Count > Kept)
            ended.TryDequeue(out _);
        running.TryRemove(slug, out _);
        LogEnded(log, job.RunId, slug, state);
        Changed?.Invoke();
    }

    private static string Why(DataMigrationJob job) => job.CancelledBy is { } name
        ? $"Cancelled by {name}. The tenant is as it was; what was copied is kept, and Resume goes on from there."
        : "The application was stopped. The tenant is as it was; what was copied is kept, and Resume goes on from there.";

    [LoggerMessage(LogLevel.Information, "Data copy {Run} from {Source} into {Tenant} was started by {Actor}")]
    private static partial void LogStarted(ILogger logger, long run, string source, string tenant, string actor);

    [LoggerMessage(LogLevel.Information, "Data copy {Run} into {Tenant} is cancelled by {Actor}")]
    private static partial void LogCancelling(ILogger logger, long run, string tenant, string actor);

    [LoggerMessage(LogLevel.Information, "Data copy {Run} into {Tenant} ended: {State}")]
    private static partial void LogEnded(ILogger logger, long run, string tenant, DataMigrationJobState state);

    [LoggerMessage(LogLevel.Error, "Data copy {Run} into {Tenant} failed, trace {TraceId}")]
    private static partial void LogFailed(ILogger logger, Exception fault, long run, string tenant, string traceId);

    /// <summary>A copy on its way; gets its figures from the copying threads.</summary>
    private sealed class Running : IProgress<DataCopyProgress>
    {
        private readonly Lock changing = new();
        private readonly CancellationTokenSource stopping = new();
        private volatile DataMigrationJob? job;

        public CancellationToken Stopping => stopping.Token;

        public TaskCompletionSource<DataMigrationJob> Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Work { get; set; } = Task.CompletedTask;

        /// <summary>Null until the journal has it.</summary>
        public DataMigrationJob? Job => job;

        public void Begin(DataMigrationJob begun) => job = begun;

        public void Report(DataCopyProgress value) => Change(known => known with { Progress = value });

        /// <summary>The first to ask is remembered.</summary>
        public void CancelledBy(string name) => Change(known => known.CancelledBy is null ? known with { CancelledBy = name } : known);

        public void Cancel() => stopping.Cancel();

        private void Change(Func<DataMigrationJob, DataMigrationJob> change)
        {
            lock (changing)
                job = change(job!);
        }
    }
}
