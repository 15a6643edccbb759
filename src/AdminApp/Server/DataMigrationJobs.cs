using System.Collections.Concurrent;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Tenants;

namespace AdminApp.Server;

/// <summary>
/// Carries out data plans, copies, verifications, rehearsals, cutovers and fallbacks asked for on a page or by a call, outside of either: closing the browser changes
/// nothing. One at a time for each tenant. A stop of the application cancels them; what a copy loaded is kept beside its target
/// for a resumption.
/// </summary>
public sealed partial class DataMigrationJobs(TenantCopy copy, TenantVerification verification, TenantPlan plan, TenantRehearsal rehearsal, TenantCutover cutover, TenantFallback fallback, TenantConnections connections, TenantRegistry registry, TimeProvider time, ILogger<DataMigrationJobs> log) : IHostedService
{
    private const int Kept = 20;
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Running> running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<DataMigrationJob> ended = new();
    private long told;
    private volatile bool stopping;

    /// <summary>Raised on another thread when one begins, is cancelled or ends; not for every figure.</summary>
    public event Action? Changed;

    /// <summary>Raised on another thread, a few times a second, while one that tells how far it is goes on.</summary>
    public event Action? Progressed;

    /// <summary>Those on their way, then those that ended since the start of the application; newest first.</summary>
    public IReadOnlyList<DataMigrationJob> Jobs =>
        [.. running.Values.Select(one => one.Job).OfType<DataMigrationJob>().Concat(ended).DistinctBy(job => job.RunId).OrderByDescending(job => job.IsRunning).ThenByDescending(job => job.RunId)];

    /// <summary>The one of that number in the journal; null when this process does not know it.</summary>
    public DataMigrationJob? Find(long runId) => Jobs.FirstOrDefault(job => job.RunId == runId);

    /// <summary>Begins a copy and returns when the journal has it.</summary>
    /// <exception cref="ForbiddenException">The role does not hold <see cref="Permission.Migrate"/>.</exception>
    /// <exception cref="ArgumentException">The slug is not valid.</exception>
    /// <exception cref="DataMigrationException">It cannot begin, or something of this tenant is under way.</exception>
    public Task<DataMigrationJob> CopyAsync(Actor actor, TenantCopyRequest request) => BeginAsync(actor, DataMigrationJournal.Copy, request.Slug, request.Source, async one =>
    {
        request = request with { OnStarted = one.Started, CancelledBecause = () => Why(one.Job!) };
        await copy.RunAsync(actor, request, one, one.Stopping);
        return (DataMigrationJobState.Completed, null);
    });

    /// <summary>Begins to compare a tenant with its source and returns when the journal has it.</summary>
    /// <inheritdoc cref="CopyAsync"/>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public Task<DataMigrationJob> VerifyAsync(Actor actor, TenantVerificationRequest request) => BeginAsync(actor, DataMigrationJournal.Verify, request.Slug, request.Source, async one =>
    {
        request = request with { OnStarted = one.Started, CancelledBecause = () => Why(one.Job!) };
        var report = await verification.RunAsync(actor, request, one, one.Stopping);
        return report.Ok ? (DataMigrationJobState.Completed, null) : (DataMigrationJobState.Differs, report.Summary);
    });

    /// <summary>Begins to rehearse a copy into a tenant, which is neither made nor touched, and returns when the journal has it.</summary>
    /// <inheritdoc cref="CopyAsync"/>
    public Task<DataMigrationJob> RehearseAsync(Actor actor, TenantRehearsalRequest request) => BeginAsync(actor, DataMigrationJournal.Rehearse, request.Slug, request.Source, async one =>
    {
        request = request with { OnStarted = one.Started, CancelledBecause = () => Why(one.Job!) };
        var report = await rehearsal.RunAsync(actor, request, one, one.Stopping);
        return report.Ok ? (DataMigrationJobState.Completed, null) : (DataMigrationJobState.Failed, report.Summary);
    });

    /// <summary>Begins to plan the move of a tenant from the PostgreSQL database it lives on, and returns when the journal has it.</summary>
    /// <inheritdoc cref="CopyAsync"/>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    /// <exception cref="TenantUnavailableException">It has no PostgreSQL connection.</exception>
    public async Task<DataMigrationJob> PlanAsync(Actor actor, string slug)
    {
        var source = await SourceAsync(actor, slug);
        return await BeginAsync(actor, DataMigrationJournal.Plan, slug, source, async one =>
        {
            var found = await plan.RunAsync(actor, new TenantPlanRequest(slug, source) { OnStarted = one.Started, CancelledBecause = () => Why(one.Job!) }, one.Stopping);
            return TenantPlan.Blocked(found) is { } blocked ? (DataMigrationJobState.Failed, blocked) : (DataMigrationJobState.Completed, null);
        });
    }

    /// <summary>Begins to rehearse the move of a tenant from the PostgreSQL database it lives on.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="slug">The tenant.</param>
    /// <param name="scratch">See <see cref="TenantRehearsalRequest.Scratch"/>.</param>
    /// <inheritdoc cref="PlanAsync"/>
    public async Task<DataMigrationJob> RehearseAsync(Actor actor, string slug, string? scratch) =>
        await RehearseAsync(actor, new TenantRehearsalRequest(slug, await SourceAsync(actor, slug), scratch));

    /// <summary>Begins to cut a tenant over and returns when the journal has it. What ends it before the switch leaves the source serving.</summary>
    /// <inheritdoc cref="CopyAsync"/>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<DataMigrationJob> CutOverAsync(Actor actor, CutoverRequest request)
    {
        var source = await SourceAsync(actor, request.Slug);
        return await BeginAsync(actor, DataMigrationJournal.Cutover, request.Slug, source, async one =>
        {
            request = request with { OnStarted = one.Started, CancelledBecause = () => Why(one.Job!) };
            var report = await cutover.RunAsync(actor, request, one, one.Stopping);
            return (DataMigrationJobState.Completed, $"The tenant lives in its file. Nobody could write for {report.DowntimeMs:N0} ms.");
        });
    }

    /// <summary>Begins to bring a tenant back to PostgreSQL and returns when the journal has it.</summary>
    /// <inheritdoc cref="CopyAsync"/>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<DataMigrationJob> FallBackAsync(Actor actor, FallbackRequest request)
    {
        actor.Demand(Permission.Migrate);
        var tenant = await registry.FindAsync(request.Slug, CancellationToken.None);
        return await BeginAsync(actor, DataMigrationJournal.Fallback, request.Slug, request.Into ?? connections.Read(tenant), async one =>
        {
            request = request with { OnStarted = one.Started, CancelledBecause = () => Why(one.Job!) };
            var report = await fallback.RunAsync(actor, request, one, one.Stopping);
            return report.Ok
                ? (DataMigrationJobState.Completed, $"The tenant lives on PostgreSQL. {report.Rows:N0} rows were brought back; nobody could write for {report.DowntimeMs:N0} ms.")
                : (DataMigrationJobState.Differs, report.Error);
        });
    }

    /// <summary>Asks one to end; it does so within moments and its tenant stays as it was.</summary>
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

    public Task StartAsync(CancellationToken cancellationToken)
    {
        rehearsal.Recover();
        return copy.RecoverAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping = true;
        var ending = running.Values.ToArray();
        foreach (var one in ending)
            one.Cancel();
        await Task.WhenAll(ending.Select(one => one.Work)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<string> SourceAsync(Actor actor, string slug)
    {
        actor.Demand(Permission.Migrate);
        return connections.Read(await registry.FindAsync(slug, CancellationToken.None));
    }

    private Task<DataMigrationJob> BeginAsync(Actor actor, string kind, string slug, string source, Func<Running, Task<(DataMigrationJobState, string?)>> work)
    {
        actor.Demand(Permission.Migrate);
        TenantSlug.Require(slug);
        var shown = DataCopy.DescribeSource(source);
        if (stopping)
            throw new DataMigrationException("The application is stopping. Start again when it runs.");
        var one = new Running(run =>
        {
            LogStarted(log, kind, run, shown, slug, actor.Name);
            return new DataMigrationJob(run, kind, slug, shown, actor.Name, time.GetUtcNow(), DataMigrationJobState.Running, null, null, null, null);
        }, Tell);
        if (!running.TryAdd(slug, one))
            throw new DataMigrationException($"Tenant \"{slug}\" is being planned, copied, verified, rehearsed or moved. Wait for that to end, or cancel it.");
        one.Work = Task.Run(() => CarryOutAsync(one, slug, work));
        return Begun(one);
    }

    private async Task<DataMigrationJob> Begun(Running one)
    {
        var job = await one.Begun;
        Changed?.Invoke();
        return job;
    }

    private async Task CarryOutAsync(Running one, string slug, Func<Running, Task<(DataMigrationJobState, string?)>> work)
    {
        try
        {
            var (state, message) = await work(one);
            End(one, slug, state, message);
        }
        catch (Exception fault) when (one.Job is null)
        {
            running.TryRemove(slug, out _);
            one.CannotBegin(fault);
        }
        catch (OperationCanceledException)
        {
            End(one, slug, DataMigrationJobState.Cancelled, Why(one.Job!));
        }
        catch (Exception fault)
        {
            End(one, slug, DataMigrationJobState.Failed, Explain(fault, one.Job!));
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

    // Whoever looks at several at once is told of the last of them soon enough.
    private void Tell()
    {
        var (now, before) = (time.GetTimestamp(), Interlocked.Read(ref told));
        if (time.GetElapsedTime(before, now) >= TellEvery && Interlocked.CompareExchange(ref told, now, before) == before)
            Progressed?.Invoke();
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

    private static string Why(DataMigrationJob job)
    {
        var who = job.CancelledBy is { } name ? $"Cancelled by {name}." : "The application was stopped.";
        return job.Kind switch
        {
            DataMigrationJournal.Copy => $"{who} The tenant is as it was; what was copied is kept, and Resume goes on from there.",
            DataMigrationJournal.Cutover => $"{who} The source serves as before.",
            _ => $"{who} Nothing was changed.",
        };
    }

    [LoggerMessage(LogLevel.Information, "Data migration {Run} ({Kind}) from {Source} for {Tenant} was started by {Actor}")]
    private static partial void LogStarted(ILogger logger, string kind, long run, string source, string tenant, string actor);

    [LoggerMessage(LogLevel.Information, "Data migration {Run} of {Tenant} is cancelled by {Actor}")]
    private static partial void LogCancelling(ILogger logger, long run, string tenant, string actor);

    [LoggerMessage(LogLevel.Information, "Data migration {Run} of {Tenant} ended: {State}")]
    private static partial void LogEnded(ILogger logger, long run, string tenant, DataMigrationJobState state);

    [LoggerMessage(LogLevel.Error, "Data migration {Run} of {Tenant} failed, trace {TraceId}")]
    private static partial void LogFailed(ILogger logger, Exception fault, long run, string tenant, string traceId);

    /// <summary>One on its way; gets its figures from the working threads.</summary>
    private sealed class Running(Func<long, DataMigrationJob> describe, Action tell) : IProgress<DataCopyProgress>, IProgress<VerificationProgress>, IProgress<CutoverProgress>, IProgress<FallbackProgress>
    {
        private readonly Lock changing = new();
        private readonly CancellationTokenSource stopping = new();
        private readonly TaskCompletionSource<DataMigrationJob> begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile DataMigrationJob? job;

        public CancellationToken Stopping => stopping.Token;

        /// <summary>Ends when the journal has it, or when it could not begin.</summary>
        public Task<DataMigrationJob> Begun => begun.Task;

        public Task Work { get; set; } = Task.CompletedTask;

        /// <summary>Null until the journal has it.</summary>
        public DataMigrationJob? Job => job;

        public void Started(long run) => begun.TrySetResult(job = describe(run));

        public void CannotBegin(Exception fault) => begun.TrySetException(fault);

        public void Report(DataCopyProgress value) => Change(known => known with { Progress = value });

        public void Report(FallbackProgress value) => Change(known => known with { Fallback = value });

        public void Report(CutoverProgress value) => Change(known => known with { Cutover = value });

        public void Report(VerificationProgress value)
        {
            var (rows, all) = (value.SourceRows + value.TargetRows, 2 * value.RowsExpected);
            var seconds = value.Elapsed.TotalSeconds;
            Report(new DataCopyProgress(
                DataCopyPhase.Verifying, "", 0, Math.Min(value.SourceTables, value.TargetTables), value.TablesTotal, rows / 2, value.RowsExpected, value.SourceBytes + value.TargetBytes, value.Elapsed)
            {
                Fraction = all > 0 ? (double)rows / all : 0,
                RowsPerSecond = seconds > 0 ? rows / 2 / seconds : 0,
                BytesPerSecond = seconds > 0 ? (value.SourceBytes + value.TargetBytes) / seconds : 0,
                Remaining = rows > 0 ? TimeSpan.FromSeconds(seconds * (all - rows) / rows) : null,
            });
        }

        /// <summary>The first to ask is remembered.</summary>
        public void CancelledBy(string name) => Change(known => known.CancelledBy is null ? known with { CancelledBy = name } : known);

        public void Cancel() => stopping.Cancel();

        private void Change(Func<DataMigrationJob, DataMigrationJob> change)
        {
            lock (changing)
                job = change(job!);
            tell();
        }
    }
}
