using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.DataMigration.Split;
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
}

/// <summary>Fills a tenant from PostgreSQL: copies, proves, registers, and keeps the run in the journal.</summary>
public sealed class TenantCopy(DatabaseLocations locations, TenantRegistry registry, TenantDatabases databases, DatabaseBackups backups, DataMigrationJournal journal)
{
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
        var registered = (await registry.ListAsync(cancellationToken).ConfigureAwait(false)).Any(tenant => tenant.Slug == request.Slug);
        if (!request.Replace && (registered || File.Exists(target)))
            throw new DataMigrationException($"Tenant \"{request.Slug}\" exists. Choose another slug, or allow its database to be replaced (--replace).");

        var source = DataCopy.DescribeSource(request.Source);
        if (registered && File.Exists(target))
            await backups.CreateAsync(actor, request.Slug, DatabaseBackups.BeforeCopy, cancellationToken).ConfigureAwait(false);
        var run = await journal.StartCopyAsync(actor, request.Slug, source, cancellationToken).ConfigureAwait(false);
        try
        {
            var report = await DataCopy.RunAsync(Request(request, share, target, progress), cancellationToken).ConfigureAwait(false);
            databases.Forget(request.Slug);
            // The file is in place: what follows must not be cut off by a cancellation.
            if (!registered)
                await registry.AddAsync(actor, request.Slug, request.Name ?? request.Slug, CancellationToken.None).ConfigureAwait(false);
            await journal.CompleteAsync(run, report).ConfigureAwait(false);
            return report;
        }
        catch (OperationCanceledException)
        {
            await journal.EndAsync(run, DataMigrationJournal.Cancelled, "Cancelled; the target was left as it was.").ConfigureAwait(false);
            throw;
        }
        catch (Exception error)
        {
            await journal.EndAsync(run, DataMigrationJournal.Failed, error.Message).ConfigureAwait(false);
            throw;
        }
    }

    private static DataCopyRequest Request(TenantCopyRequest request, TenantShare? share, string target, IProgress<DataCopyProgress>? progress)
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
            Progress = progress,
            Filter = share is null ? null : share.ConditionOf,
            Snapshot = share?.Snapshot,
        };
        return request.Jobs is { } jobs ? copy with { Jobs = jobs } : copy;
    }
}
