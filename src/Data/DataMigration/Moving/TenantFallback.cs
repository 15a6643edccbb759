using System.Diagnostics;
using AdminApp.Data.Access;
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
    /// <inheritdoc cref="TenantCopyRequest.OnStarted"/>
    public Action<long>? OnStarted { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.CancelledBecause"/>
    public Func<string>? CancelledBecause { get; init; }

    /// <summary>Lets a test act, or fail, before a step.</summary>
    internal Action<FallbackStep>? OnStep { get; init; }
}

/// <summary>
/// Brings a tenant back to the PostgreSQL database it was cut over from, with everything that was written since. One transaction
/// at the source, then one write of the registry; whatever is killed in between is decided at the next start.
/// </summary>
public sealed class TenantFallback(
    DatabaseLocations locations, TenantRegistry registry, TenantConnections connections, TenantDatabases databases, TenantFreeze freeze, DatabaseBackups backups, DataMigrationJournal journal, SqlitePolicy policy)
{
    private const string Cancelled = "Cancelled; nothing was changed, and the tenant is served here.";

    /// <summary>Tells what a fallback would do, and changes nothing. People work on meanwhile.</summary>
    /// <exception cref="DataMigrationException">It cannot be told, or there is nothing to fall back to.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<FallbackReport> PreviewAsync(Actor actor, string slug, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        var subject = await OpenAsync(slug, cancellationToken).ConfigureAwait(false);
        return await OwnThread.Run(() => new FallbackRun(subject, dryRun: true, progress, cancellationToken).Run()).ConfigureAwait(false);
    }

    /// <summary>Falls back. A report that is not ok changed nothing, and says why.</summary>
    /// <exception cref="DataMigrationException">It could not be done; who serves is said.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was changed.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<FallbackReport> RunAsync(Actor actor, FallbackRequest request, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        var subject = await OpenAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        await RequireNoOtherAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        var run = new JournalledRun(DataMigrationJournal.Fallback, request.Slug, subject.Source.ToString(), Cancelled, request.OnStarted, request.CancelledBecause);
        return await journal.KeepAsync(actor, run, () => FallBackAsync(actor, request, subject, progress, cancellationToken), Complete, cancellationToken).ConfigureAwait(false);
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
        await registry.SetHomeAsync(actor, subject.Slug, TenantProvider.PostgreSql, TenantState.Active, CancellationToken.None).ConfigureAwait(false);
        databases.Forget(subject.Slug);
        DatabaseFiles.ClosePools(subject.Path);
        // Bulk actions that were stopped go on there.
        await freeze.UnfreezeAsync(actor, subject.Slug, CancellationToken.None).ConfigureAwait(false);
        await FallbackMarker.ClearAsync(subject.Source, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<FallbackReport> FallBackAsync(Actor actor, FallbackRequest request, FallbackCase subject, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        // Whether an earlier one was committed is learnt before anything is changed: while that is not known, a frozen tenant stays so.
        var committed = await IsCommittedAsync(subject, cancellationToken).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        progress?.Report(new FallbackProgress(FallbackStep.Freeze));
        request.OnStep?.Invoke(FallbackStep.Freeze);
        await freeze.FreezeAsync(actor, request.Slug, cancellationToken).ConfigureAwait(false);
        FallbackRun? run = null;
        FallbackReport report;
        try
        {
            // Nobody writes any more: this is the last entry of the log.
            subject = await OpenAsync(request.Slug, cancellationToken).ConfigureAwait(false);
            report = committed && await IsCommittedAsync(subject, cancellationToken).ConfigureAwait(false)
                ? Committed(subject)
                : await CarryOutAsync(actor, request, subject, made => run = made, progress, cancellationToken).ConfigureAwait(false);
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

    private async Task<FallbackReport> CarryOutAsync(
        Actor actor, FallbackRequest request, FallbackCase subject, Action<FallbackRun> began, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new FallbackProgress(FallbackStep.Backup));
        var backup = await backups.BeforeAsync(actor, subject.Slug, DatabaseBackups.BeforeFallback, cancellationToken).ConfigureAwait(false);
        var run = new FallbackRun(subject, dryRun: false, progress, cancellationToken) { OnStep = request.OnStep };
        began(run);
        return await OwnThread.Run(run.Run).ConfigureAwait(false) with { Backup = backup.File };
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
