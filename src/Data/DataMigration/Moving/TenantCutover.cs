using System.Collections.Concurrent;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>
/// Moves a tenant from PostgreSQL into its file: checks, freezes, brings the file to the frozen state, proves it, and switches
/// the registry row. Whatever ends it before the switch leaves the source serving; a process killed in it is put right by the
/// next start, by the registry row alone.
/// </summary>
public sealed partial class TenantCutover(
    DatabaseLocations locations, TenantRegistry registry, TenantDatabases databases, TenantConnections connections, TenantFreeze freeze,
    DatabaseBackups backups, DataMigrationJournal journal, TenantStreams streams, TimeProvider time, ILogger<TenantCutover> log)
{
    private const string StillReadOnly = "The source did not answer, so that it may still refuse writes. The tenant stays read-only until it does; that is looked for every few seconds, and at every start.";
    private const string Killed = "The process ended before the switch. The source serves again, and nothing was lost.";

    private readonly CutoverServices services = new(locations, registry, databases, connections, freeze, backups, journal, time);
    private readonly ConcurrentDictionary<string, bool> underWay = new(StringComparer.Ordinal);

    /// <summary>Cuts a tenant over; of a dry run, only looks.</summary>
    /// <returns>What was done. <see cref="CutoverReport.Ok"/> is false only of a dry run that met what blocks.</returns>
    /// <exception cref="DataMigrationException">It did not come to the switch; the source serves, unless the message says otherwise.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the switch; the source serves.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<CutoverReport> RunAsync(Actor actor, CutoverRequest request, IProgress<CutoverProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        actor.Demand(Permission.ManageTenants);
        if (!underWay.TryAdd(request.Slug, true))
            throw new DataMigrationException($"Tenant \"{request.Slug}\" is being cut over already.");
        try
        {
            await RecoverAsync(request.Slug, cancellationToken).ConfigureAwait(false);
            var tenant = await registry.FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
            if (request.DryRun)
                return await LookAsync(actor, request, cancellationToken).ConfigureAwait(false);
            var source = tenant.Connection is null ? "none" : DataCopy.DescribeSource(connections.Read(tenant));
            var id = await journal.StartAsync(actor, new JournalledRun(DataMigrationJournal.Cutover, request.Slug, source, "", null, null), cancellationToken).ConfigureAwait(false);
            request.OnStarted?.Invoke(id);
            return await CarryOutAsync(actor, request, id, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            underWay.TryRemove(request.Slug, out _);
        }
    }

    /// <summary>
    /// Puts right what killed processes left, and what a source that did not answer kept from being put right: before the switch
    /// the source serves again, behind it the rest is done. For the owner of the data directory.
    /// </summary>
    /// <returns>Whether everything is right now.</returns>
    public async Task<bool> RecoverAsync(CancellationToken cancellationToken)
    {
        var right = true;
        foreach (var run in await OpenAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (!underWay.TryAdd(run.TenantSlug, true))
                continue;
            try
            {
                await RecoverAsync(run).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is NpgsqlException or TenantUnavailableException or DataMigrationException or IOException)
            {
                right = false;
                LogWaiting(log, fault, run.Id, run.TenantSlug);
            }
            finally
            {
                underWay.TryRemove(run.TenantSlug, out _);
            }
        }
        return right;
    }

    private async Task<CutoverReport> LookAsync(Actor actor, CutoverRequest request, CancellationToken cancellationToken)
    {
        var report = new CutoverReport { Tenant = request.Slug, Way = request.WithoutStream ? CutoverWay.Copied : CutoverWay.Streamed, DryRun = true };
        report = await new CutoverChecks(services, streams, actor, request).RunAsync(report, cancellationToken).ConfigureAwait(false);
        return report with { Ok = !report.Checks.Any(check => check.Outcome == CutoverCheckOutcome.Blocks) };
    }

    private async Task<CutoverReport> CarryOutAsync(Actor actor, CutoverRequest request, long id, IProgress<CutoverProgress>? progress, CancellationToken cancellationToken)
    {
        using var run = new CutoverRun(services, streams, actor, request, id, progress);
        try
        {
            await run.SwitchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!run.Switched)
        {
            run.Dispose();
            var cancelled = fault is OperationCanceledException && cancellationToken.IsCancellationRequested;
            var why = cancelled ? request.CancelledBecause?.Invoke() ?? "Cancelled; the source serves as before." : Explain(fault, request.Slug);
            await LeadBackAsync(actor, run.Report, id, cancelled, why).ConfigureAwait(false);
            if (fault is NpgsqlException or IOException)
                throw new DataMigrationException(why, fault);
            throw;
        }
        try
        {
            await run.FinishAsync().ConfigureAwait(false);
            await journal.EndAsync(id, DataMigrationJournal.Completed, null, run.Report.ToJson(), run.Report.Rows).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or DataMigrationException or TenantUnavailableException or IOException or DatabaseBusyException)
        {
            // People work in the file already. The run stays open, and the recovery does the rest.
            LogUnfinished(log, fault, id, request.Slug);
        }
        return run.Report;
    }

    private async Task LeadBackAsync(Actor actor, CutoverReport report, long id, bool cancelled, string why)
    {
        try
        {
            await new CutoverUndo(services, streams).RunAsync(actor, report).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or TenantUnavailableException or IOException)
        {
            // The run stays open: the recovery tries again.
            LogWaiting(log, fault, id, report.Tenant);
            await journal.NoteAsync(id, (report with { Error = $"{why} {StillReadOnly}" }).ToJson()).ConfigureAwait(false);
            throw new DataMigrationException($"{why} {StillReadOnly}", fault);
        }
        await journal.EndAsync(id, cancelled ? DataMigrationJournal.Cancelled : DataMigrationJournal.Failed, why, (report with { Error = why }).ToJson()).ConfigureAwait(false);
    }

    private async Task RecoverAsync(string slug, CancellationToken cancellationToken)
    {
        foreach (var run in await OpenAsync(slug, cancellationToken).ConfigureAwait(false))
            await RecoverAsync(run).ConfigureAwait(false);
    }

    private async Task RecoverAsync(DataMigrationRun run)
    {
        var report = run.Report is { } kept ? CutoverReport.FromJson(kept)! : new CutoverReport { Tenant = run.TenantSlug, Way = CutoverWay.Streamed };
        registry.Forget();
        var tenant = await registry.FindAsync(run.TenantSlug, CancellationToken.None).ConfigureAwait(false);
        if (tenant.Provider == TenantProvider.PostgreSql)
        {
            await new CutoverUndo(services, streams).RunAsync(Actor.Application, report).ConfigureAwait(false);
            var why = report.Error?.Replace(StillReadOnly, "The source serves again.", StringComparison.Ordinal) ?? Killed;
            await journal.EndAsync(run.Id, DataMigrationJournal.Failed, why, (report with { Error = why }).ToJson()).ConfigureAwait(false);
        }
        else
        {
            var switched = await registry.ChangedAtAsync(run.TenantSlug, CancellationToken.None).ConfigureAwait(false);
            report = report with { Ok = true, DowntimeMs = report.DowntimeMs ?? Math.Round((switched - report.FrozenAt!.Value).TotalMilliseconds, 1) };
            await new CutoverFinish(services, streams).RunAsync(Actor.Application with { Name = run.StartedBy }, run.Id, report).ConfigureAwait(false);
            await journal.EndAsync(run.Id, DataMigrationJournal.Completed, null, report.ToJson(), report.Rows).ConfigureAwait(false);
        }
        LogRecovered(log, run.Id, run.TenantSlug, tenant.Provider);
    }

    private async Task<IEnumerable<DataMigrationRun>> OpenAsync(string? slug, CancellationToken cancellationToken) =>
        (await journal.OpenAsync(slug, cancellationToken).ConfigureAwait(false)).Where(run => run.Kind == DataMigrationJournal.Cutover);

    private string Explain(Exception fault, string slug) => fault switch
    {
        NpgsqlException or IOException when registry.FindAsync(slug, CancellationToken.None).GetAwaiter().GetResult() is { Connection: not null } tenant =>
            $"{PostgresErrors.Explain(fault, SourceAddress.Parse(connections.Read(tenant))).Message} The source serves as before.",
        _ => fault.Message,
    };

    [LoggerMessage(LogLevel.Warning, "Cutover {Run} of {Tenant} waits for its source to be put right")]
    private static partial void LogWaiting(ILogger logger, Exception fault, long run, string tenant);

    [LoggerMessage(LogLevel.Warning, "Cutover {Run} of {Tenant} is switched; the rest of it is tried again")]
    private static partial void LogUnfinished(ILogger logger, Exception fault, long run, string tenant);

    [LoggerMessage(LogLevel.Information, "Cutover {Run} of {Tenant} was put right: it lives on {Provider}")]
    private static partial void LogRecovered(ILogger logger, long run, string tenant, TenantProvider provider);
}
