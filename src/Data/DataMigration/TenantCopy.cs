using System.Text.Json;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration.Split;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration;

/// <summary>What to copy into which tenant.</summary>
/// <param name="Slug">The tenant; registered when the copy is done if it is new.</param>
/// <param name="Source">See <see cref="DataCopyRequest.SourceConnectionString"/>.</param>
/// <param name="Name">The name of a new tenant shown to people; its slug by default.</param>
/// <param name="Replace">The tenant exists: put the copy in the place of its database, which is backed up first.</param>
/// <param name="AllowUnmapped">See <see cref="DataCopyRequest.AllowUnmapped"/>.</param>
public sealed record TenantCopyRequest(string Slug, string Source, string? Name = null, bool Replace = false, bool AllowUnmapped = false)
{
    /// <summary>See <see cref="DataCopyRequest.Resume"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>See <see cref="DataCopyRequest.Verify"/>.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>See <see cref="DataCopyRequest.IntegrityCheck"/>.</summary>
    public bool IntegrityCheck { get; init; }

    /// <summary>See <see cref="DataCopyRequest.Jobs"/>; null for its default.</summary>
    public int? Jobs { get; init; }

    /// <summary>Gets the number of the run in the journal.</summary>
    public Action<long>? OnStarted { get; init; }

    /// <summary>Asked when the copy was cancelled: why, as the journal keeps it.</summary>
    public Func<string>? CancelledBecause { get; init; }

    // A record's own would show the password in whatever prints it.
    public override string ToString() => $"copy into {Slug}";
}

/// <summary>Fills a tenant from PostgreSQL: copies, proves, registers, and keeps the run in the journal.</summary>
public sealed class TenantCopy(DatabaseLocations locations, TenantRegistry registry, TenantDatabases databases, DatabaseBackups backups, DataMigrationJournal journal)
{
    private const string Arrived = "The process ended when the copy was done and before the tenant was registered; it was registered later, under its slug. Verify it, then rename it if it is to have another name.";

    /// <exception cref="DataMigrationException">It could not be done; the tenant is as it was.</exception>
    /// <exception cref="ArgumentException">The slug is not valid.</exception>
    public Task<DataCopyReport> RunAsync(Actor actor, TenantCopyRequest request, IProgress<DataCopyProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(actor, request, null, progress, cancellationToken);

    /// <param name="actor">Who copies.</param>
    /// <param name="request">What to copy.</param>
    /// <param name="share">The tenant's share of a source that holds several; null for all of it.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<DataCopyReport> RunAsync(Actor actor, TenantCopyRequest request, TenantShare? share, IProgress<DataCopyProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        var target = locations.Tenant(request.Slug);
        var known = await FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        if (known is null && File.Exists(target))
        {
            await RecoverAsync(request.Slug, cancellationToken).ConfigureAwait(false);
            known = await FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
            if (known is not null && !request.Replace)
                throw new DataMigrationException($"An earlier copy of tenant \"{request.Slug}\" was finished when its process was killed. It is registered now: verify it (data verify --tenant {request.Slug}), or copy again with --replace.");
        }
        if (!request.Replace && (known is not null || File.Exists(target)))
            throw new DataMigrationException($"Tenant \"{request.Slug}\" exists. Choose another slug, or allow its database to be replaced (--replace).");

        var run = new JournalledRun(
            DataMigrationJournal.Copy, request.Slug, DataCopy.DescribeSource(request.Source), "Cancelled; the target was left as it was.", request.OnStarted, request.CancelledBecause);
        return await journal.KeepAsync(actor, run, async () =>
        {
            var report = known is null
                ? await DataCopy.RunAsync(Request(request, share, target, null, progress), cancellationToken).ConfigureAwait(false)
                : await ReplaceAsync(actor, request, share, known, progress, cancellationToken).ConfigureAwait(false);
            // The file is in place: what follows must not be cut off by a cancellation.
            if (known is null)
                await registry.AddAsync(actor, request.Slug, request.Name ?? request.Slug, CancellationToken.None).ConfigureAwait(false);
            return report;
        }, Complete, cancellationToken).ConfigureAwait(false);
    }

    internal static void Complete(CentralContext context, DataMigrationRun run, DataCopyReport report)
    {
        run.State = DataMigrationJournal.Completed;
        run.SourceVersion = report.SourceVersion;
        run.Rows = report.Rows;
        run.Seconds = report.Seconds;
        run.Report = report.ToJson();
        context.DataMigrationTables.AddRange(report.Tables.Select((table, position) => new DataMigrationTable
        {
            RunId = run.Id,
            Position = position,
            Name = table.Name,
            SourceRows = table.SourceRows,
            Rows = table.Rows,
            Seconds = table.Seconds,
            Fills = table.Fills.Count > 0 ? JsonSerializer.Serialize(table.Fills) : null,
        }));
    }

    /// <summary>Puts right what a killed process left: runs that never ended, and their tenants, which nobody could write to. For the owner of the data directory, at its start.</summary>
    public Task RecoverAsync(CancellationToken cancellationToken) => RecoverAsync(null, cancellationToken);

    private async Task RecoverAsync(string? slug, CancellationToken cancellationToken)
    {
        foreach (var run in (await journal.OpenAsync(slug, cancellationToken).ConfigureAwait(false)).Where(run => !DataMigrationJournal.Moves.Contains(run.Kind)))
        {
            var tenant = await FindAsync(run.TenantSlug, cancellationToken).ConfigureAwait(false);
            var arrived = tenant is null && HasArrived(run);
            if (arrived)
                await registry.AddAsync(Actor.Application, run.TenantSlug, run.TenantSlug, cancellationToken).ConfigureAwait(false);
            else if (tenant is { State: TenantState.Frozen or TenantState.Migrating })
                await registry.SetStateAsync(Actor.Application, run.TenantSlug, TenantState.Active, cancellationToken).ConfigureAwait(false);
            await journal.AbandonAsync(run.Id, arrived ? Arrived : DataMigrationJournal.Abandoned, cancellationToken).ConfigureAwait(false);
        }
    }

    // A file is put in its place when it is proven, and not before; an older one there is none of this run's.
    private bool HasArrived(DataMigrationRun run)
    {
        var file = locations.Tenant(run.TenantSlug);
        return run.Kind == DataMigrationJournal.Copy && File.Exists(file) && File.GetLastWriteTimeUtc(file) >= run.StartedAt;
    }

    private async Task<TenantInfo?> FindAsync(string slug, CancellationToken cancellationToken) =>
        (await registry.ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(tenant => tenant.Slug == slug);

    // The tenant can be read until its file is exchanged, but what people wrote meanwhile would go with the old file.
    private async Task<DataCopyReport> ReplaceAsync(Actor actor, TenantCopyRequest request, TenantShare? share, TenantInfo tenant, IProgress<DataCopyProgress>? progress, CancellationToken cancellationToken)
    {
        var target = locations.Tenant(tenant.Slug);
        await registry.SetStateAsync(actor, tenant.Slug, TenantState.Frozen, cancellationToken).ConfigureAwait(false);
        try
        {
            if (File.Exists(target))
                await backups.CreateAsync(actor, tenant.Slug, DatabaseBackups.BeforeCopy, cancellationToken).ConfigureAwait(false);
            var report = await DataCopy.RunAsync(Request(request, share, target, () => LetGo(actor, tenant.Slug, target), progress), cancellationToken).ConfigureAwait(false);
            databases.Forget(tenant.Slug);
            return report;
        }
        finally
        {
            await registry.SetStateAsync(actor, tenant.Slug, tenant.State, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // No connection may be left to a file that is about to be replaced; the pools hold idle ones.
    private void LetGo(Actor actor, string slug, string target)
    {
        registry.SetStateAsync(actor, slug, TenantState.Migrating, CancellationToken.None).GetAwaiter().GetResult();
        DatabaseFiles.ClosePools(target);
        databases.Forget(slug);
    }

    private static DataCopyRequest Request(TenantCopyRequest request, TenantShare? share, string target, Action? beforeReplacing, IProgress<DataCopyProgress>? progress)
    {
        var copy = new DataCopyRequest
        {
            SourceConnectionString = request.Source,
            TargetFile = target,
            Mode = DataCopyMode.Model,
            Replace = request.Replace,
            AllowUnmapped = request.AllowUnmapped,
            Resume = request.Resume,
            KeepPartial = true,
            Verify = request.Verify,
            IntegrityCheck = request.IntegrityCheck,
            BeforeReplacing = beforeReplacing,
            Progress = progress,
            Filter = share is null ? null : share.ConditionOf,
            Snapshot = share?.Snapshot,
        };
        return request.Jobs is { } jobs ? copy with { Jobs = jobs } : copy;
    }
}
