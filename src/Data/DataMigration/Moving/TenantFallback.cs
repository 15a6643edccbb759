using System.Collections.Concurrent;
using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Which tenant goes back to the database it came from.</summary>
/// <param name="Slug">A tenant that was cut over.</param>
public sealed record FallbackRequest(string Slug)
{
    /// <summary>An empty PostgreSQL database that everything is written into, instead of the changes into the one it came from; kept as the tenant's connection.</summary>
    public string? Into { get; init; }

    /// <summary>Name of an environment variable that holds the connection of such a database, and goes on to do so; its name alone is kept.</summary>
    public string? IntoVariable { get; init; }

    /// <summary>Everything goes into an empty database.</summary>
    public bool IsFull => Into is not null || IntoVariable is not null;

    internal string Target => Into ?? Environment.GetEnvironmentVariable(IntoVariable!)
        ?? throw new DataMigrationException($"There is no environment variable \"{IntoVariable}\". Set it to the connection of an empty PostgreSQL database, for the server too.");

    /// <summary>Why; goes into the audit and the report.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.OnStarted"/>
    public Action<long>? OnStarted { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.CancelledBecause"/>
    public Func<string>? CancelledBecause { get; init; }

    /// <summary>Lets a test act, or fail, before a step.</summary>
    internal Action<FallbackStep>? OnStep { get; init; }

    // A record's own would show the password in whatever prints it.
    public override string ToString() => $"fallback of {Slug}";
}

/// <summary>
/// Brings a tenant back to the PostgreSQL database it was cut over from, with everything that was written since. One transaction
/// at the source, then one write of the registry; whatever is killed in between is decided at the next start.
/// </summary>
public sealed class TenantFallback(
    DatabaseLocations locations, TenantRegistry registry, TenantConnections connections, TenantDatabases databases, TenantFreeze freeze, DatabaseBackups backups, DataMigrationJournal journal, SqlitePolicy policy, TimeProvider time)
{
    private const string Cancelled = "Cancelled; nothing was changed, and the tenant is served here.";

    private readonly ConcurrentDictionary<string, bool> underWay = new(StringComparer.Ordinal);

    /// <summary>Tells what a fallback would do, and changes nothing. People work on meanwhile.</summary>
    /// <exception cref="DataMigrationException">It cannot be told, or there is nothing to fall back to.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<FallbackReport> PreviewAsync(Actor actor, FallbackRequest request, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        if (request.IsFull)
        {
            var rebuild = await RebuildAsync(request, progress, cancellationToken).ConfigureAwait(false);
            return await OwnThread.Run(() => rebuild.Preview(cancellationToken)).ConfigureAwait(false);
        }
        var subject = await OpenAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        return await OwnThread.Run(() => new FallbackRun(subject, dryRun: true, progress, cancellationToken).Run()).ConfigureAwait(false);
    }

    /// <summary>Falls back. A report that is not ok changed nothing, and says why.</summary>
    /// <exception cref="DataMigrationException">It could not be done; who serves is said.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was changed.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<FallbackReport> RunAsync(Actor actor, FallbackRequest request, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        if (!underWay.TryAdd(request.Slug, true))
            throw new DataMigrationException($"Tenant \"{request.Slug}\" is falling back already.");
        try
        {
            var subject = !request.IsFull ? await OpenAsync(request.Slug, cancellationToken).ConfigureAwait(false) : null;
            var rebuild = !request.IsFull ? null : await RebuildAsync(request, progress, cancellationToken).ConfigureAwait(false);
            await RequireNoOtherAsync(request.Slug, cancellationToken).ConfigureAwait(false);
            var source = subject?.Source.ToString() ?? DataCopy.DescribeSource(request.Target);
            var run = new JournalledRun(DataMigrationJournal.Fallback, request.Slug, source, Cancelled, request.OnStarted, request.CancelledBecause);
            return await journal.KeepAsync(actor, run, async () =>
            {
                await AuditAsync(actor, request, source).ConfigureAwait(false);
                var report = subject is null
                    ? await WriteAllAsync(actor, request, rebuild!, progress, cancellationToken).ConfigureAwait(false)
                    : await FallBackAsync(actor, request, subject, progress, cancellationToken).ConfigureAwait(false);
                return report with { Reason = request.Reason };
            }, Complete, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            underWay.TryRemove(request.Slug, out _);
        }
    }

    /// <summary>Keeps a fallback from beginning while something about one is decided.</summary>
    /// <returns>False when one is under way in this process.</returns>
    internal async Task<bool> AsideAsync(string slug, Func<Task> work)
    {
        if (!underWay.TryAdd(slug, true))
            return false;
        try
        {
            await work().ConfigureAwait(false);
            return true;
        }
        finally
        {
            underWay.TryRemove(slug, out _);
        }
    }

    /// <summary>Reads what a fallback needs, as it is now.</summary>
    internal async Task<FallbackCase> OpenAsync(string slug, CancellationToken cancellationToken)
    {
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        if (tenant.Provider != TenantProvider.Sqlite)
            throw new DataMigrationException($"Tenant \"{slug}\" lives on PostgreSQL already; there is nothing to fall back from.");
        if (tenant.Connection is null)
            throw new DataMigrationException($"Tenant \"{slug}\" has no PostgreSQL connection to fall back to. Give it the one it came from with `tenant connect`.");
        var address = SourceAddress.Parse(connections.Read(tenant), "connection");
        var path = locations.Tenant(slug);
        using var connection = policy.Open(SqliteConnectionStrings.ReadOnce(path));
        var log = ChangeLog.Read(connection);
        using var file = SqliteFile.OpenReadOnly(path);
        var mark = SourceMark.Read(file);
        if (mark is null || !log.Installed)
            throw new DataMigrationException($"Tenant \"{slug}\" has no change log since a cutover: it never had one, or its file was replaced. Bring everything into an empty database instead (data fallback --full).");
        if (log.Missing.Count > 0)
            throw new DataMigrationException($"The change log of \"{slug}\" lacks {string.Join(", ", log.Missing.Take(3))}: some changes may not be in it. Bring everything into an empty database instead (data fallback --full).");
        return new FallbackCase(slug, path, ChangeLog.TablesOf(connection), address, mark, FallbackChanges.Last(file));
    }

    /// <summary>What a fallback that was committed still lacks: the registry says where the tenant lives.</summary>
    internal async Task SwitchAsync(Actor actor, FallbackCase subject)
    {
        await SwitchAsync(actor, subject.Slug, null).ConfigureAwait(false);
        await FallbackMarker.ClearAsync(subject.Source, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<FallbackReport> FallBackAsync(Actor actor, FallbackRequest request, FallbackCase subject, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        // Whether an earlier one was committed is learnt before anything is changed: while that is not known, a frozen tenant stays so.
        var committed = await IsCommittedAsync(subject, cancellationToken).ConfigureAwait(false);
        var backup = committed ? null : await BackUpAsync(actor, request.Slug, progress, cancellationToken).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        progress?.Report(new FallbackProgress(FallbackStep.Freeze));
        request.OnStep?.Invoke(FallbackStep.Freeze);
        await freeze.FreezeAsync(actor, request.Slug, DataMigrationJournal.Fallback, cancellationToken).ConfigureAwait(false);
        FallbackRun? run = null;
        FallbackReport report;
        try
        {
            // Nobody writes any more: this is the last entry of the log.
            subject = await OpenAsync(request.Slug, cancellationToken).ConfigureAwait(false);
            report = committed && await IsCommittedAsync(subject, cancellationToken).ConfigureAwait(false)
                ? Committed(subject)
                : await CarryOutAsync(request, subject, made => run = made, progress, cancellationToken).ConfigureAwait(false) with { Backup = backup };
        }
        catch (Exception fault)
        {
            if (run is not { CommitAsked: true } || !await WasCommittedAsync(subject, fault).ConfigureAwait(false))
            {
                await freeze.UnfreezeAsync(actor, request.Slug, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
            report = Committed(subject);
        }
        if (!report.Ok)
        {
            await freeze.UnfreezeAsync(actor, request.Slug, CancellationToken.None).ConfigureAwait(false);
            return report with { Seconds = Seconds(clock) };
        }
        progress?.Report(new FallbackProgress(FallbackStep.Switch));
        request.OnStep?.Invoke(FallbackStep.Switch);
        await SwitchAsync(actor, subject).ConfigureAwait(false);
        return report with { DowntimeMs = Math.Round(clock.Elapsed.TotalMilliseconds), Seconds = Seconds(clock) };
    }

    // Before it begins, so that the entry comes along. A tenant that an earlier one left frozen has it already.
    private async Task AuditAsync(Actor actor, FallbackRequest request, string source)
    {
        var tenant = await registry.FindAsync(request.Slug, CancellationToken.None).ConfigureAwait(false);
        if (tenant.State != TenantState.Active)
            return;
        await databases.WriteAsync(request.Slug, context =>
        {
            AuditWriter.Record(context, actor, time.GetUtcNow().UtcDateTime, new AuditChange(AuditActions.Fallback, "tenants", tenant.Id, request.Slug)
            {
                Reason = request.Reason,
                Before = new Dictionary<string, object?> { ["provider"] = "Sqlite" },
                After = new Dictionary<string, object?> { ["provider"] = "PostgreSql", ["database"] = source },
            });
            return context.SaveChangesAsync();
        }, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<FallbackRebuild> RebuildAsync(FallbackRequest request, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        var tenant = await registry.FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        if (tenant.Provider != TenantProvider.Sqlite)
            throw new DataMigrationException($"Tenant \"{request.Slug}\" lives on PostgreSQL already; there is nothing to fall back from.");
        var path = locations.Tenant(request.Slug);
        using var connection = policy.Open(SqliteConnectionStrings.ReadOnce(path));
        return new FallbackRebuild(request.Slug, path, ChangeLog.TablesOf(connection), SourceAddress.Parse(request.Target, "target"), progress);
    }

    // Whatever ends it before the switch leaves a database that nobody knows, and the tenant as it was.
    private async Task<FallbackReport> WriteAllAsync(Actor actor, FallbackRequest request, FallbackRebuild rebuild, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        var backup = await BackUpAsync(actor, request.Slug, progress, cancellationToken).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var kept = request.IntoVariable is { } variable ? connections.KeepVariable(variable) : connections.Keep(request.Target);
        progress?.Report(new FallbackProgress(FallbackStep.Freeze));
        await freeze.FreezeAsync(actor, request.Slug, DataMigrationJournal.Fallback, cancellationToken).ConfigureAwait(false);
        FallbackReport report;
        try
        {
            report = await rebuild.RunAsync(cancellationToken).ConfigureAwait(false) with { Backup = backup };
            progress?.Report(new FallbackProgress(FallbackStep.Switch));
            request.OnStep?.Invoke(FallbackStep.Switch);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch
        {
            await freeze.UnfreezeAsync(actor, request.Slug, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        await SwitchAsync(actor, request.Slug, kept).ConfigureAwait(false);
        return report with { DowntimeMs = Math.Round(clock.Elapsed.TotalMilliseconds), Seconds = Seconds(clock) };
    }

    private async Task SwitchAsync(Actor actor, string slug, string? connection)
    {
        await registry.SetHomeAsync(actor, slug, TenantProvider.PostgreSql, TenantState.Active, connection, CancellationToken.None).ConfigureAwait(false);
        databases.Forget(slug);
        DatabaseFiles.ClosePools(locations.Tenant(slug));
        // Bulk actions that were stopped go on there.
        await freeze.UnfreezeAsync(actor, slug, CancellationToken.None).ConfigureAwait(false);
    }

    private static Task<FallbackReport> CarryOutAsync(FallbackRequest request, FallbackCase subject, Action<FallbackRun> began, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        var run = new FallbackRun(subject, dryRun: false, progress, cancellationToken) { OnStep = request.OnStep };
        began(run);
        return OwnThread.Run(run.Run);
    }

    // While people work: a fallback only reads the file, so that what is written after the backup is still there as well.
    private async Task<string> BackUpAsync(Actor actor, string slug, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new FallbackProgress(FallbackStep.Backup));
        return (await backups.BeforeAsync(actor, slug, DatabaseBackups.BeforeFallback, cancellationToken).ConfigureAwait(false)).File;
    }

    // A run that is open is that of a killed process: its fallback is decided by the source, and its cutover by its own recovery.
    private async Task RequireNoOtherAsync(string slug, CancellationToken cancellationToken)
    {
        foreach (var run in await journal.OpenAsync(slug, cancellationToken).ConfigureAwait(false))
        {
            if (run.Kind == DataMigrationJournal.Cutover)
                throw new DataMigrationException($"The cutover of \"{slug}\" (run {run.Id}) is not wholly done yet. Start AdminApp, which ends it, and fall back then.");
            if (run.Kind == DataMigrationJournal.Fallback)
                await journal.AbandonAsync(run.Id, "The process ended during the fallback; it was begun again.", cancellationToken).ConfigureAwait(false);
        }
    }

    // The commit was asked for and no answer came.
    private static async Task<bool> WasCommittedAsync(FallbackCase subject, Exception fault)
    {
        try
        {
            return await IsCommittedAsync(subject, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DataMigrationException unknown)
        {
            throw new DataMigrationException(
                $"The source {subject.Source} was lost while it took everything back, so that it is not known whether it did ({fault.Message} {unknown.Message}) The tenant is read-only until that is known: when the source answers, start AdminApp again or fall back again.", fault);
        }
    }

    private static async Task<bool> IsCommittedAsync(FallbackCase subject, CancellationToken cancellationToken) =>
        await FallbackMarker.OutcomeAsync(subject.Source, subject.Mark, subject.LastChange, cancellationToken).ConfigureAwait(false) == FallbackOutcome.Committed;

    private static FallbackReport Committed(FallbackCase subject) => new() { Ok = true, Tenant = subject.Slug, Source = subject.Source.ToString(), Completed = true };

    private static double Seconds(Stopwatch clock) => Math.Round(clock.Elapsed.TotalSeconds, 3);

    private static void Complete(CentralContext context, DataMigrationRun run, FallbackReport report)
    {
        run.State = report.Ok ? DataMigrationJournal.Completed : DataMigrationJournal.Differs;
        run.Rows = report.Rows;
        run.Seconds = report.Seconds;
        run.Error = report.Error;
        run.Report = report.ToJson();
    }
}
