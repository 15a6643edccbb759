using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration.Rehearse;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration;

/// <summary>What to rehearse.</summary>
/// <param name="Slug">The tenant that would be filled; it need not exist, and nothing happens to it.</param>
/// <param name="Source">See <see cref="RehearsalRequest.Source"/>.</param>
/// <param name="Scratch">See <see cref="RehearsalRequest.Scratch"/>.</param>
/// <param name="AllowUnmapped">See <see cref="RehearsalRequest.AllowUnmapped"/>.</param>
public sealed record TenantRehearsalRequest(string Slug, string Source, string? Scratch = null, bool AllowUnmapped = false)
{
    /// <inheritdoc cref="TenantCopyRequest.OnStarted"/>
    public Action<long>? OnStarted { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.CancelledBecause"/>
    public Func<string>? CancelledBecause { get; init; }

    // A record's own would show the passwords in whatever prints it.
    public override string ToString() => $"rehearsal for {Slug}";
}

/// <summary>Rehearses the copy into a tenant on the disk the tenant would be on, and keeps the run in the journal.</summary>
public sealed class TenantRehearsal(DatabaseLocations locations, DataMigrationJournal journal)
{
    /// <exception cref="DataMigrationException">The source cannot be read, or a scratch place cannot be made.</exception>
    /// <exception cref="ArgumentException">The slug is not valid.</exception>
    public async Task<RehearsalReport> RunAsync(Actor actor, TenantRehearsalRequest request, IProgress<DataCopyProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        TenantSlug.Require(request.Slug);
        PrivateFiles.CreateDirectory(locations.Scratch);
        var rehearsal = new RehearsalRequest
        {
            Source = request.Source,
            Mode = DataCopyMode.Model,
            Scratch = request.Scratch,
            Directory = locations.Scratch,
            AllowUnmapped = request.AllowUnmapped,
            Progress = progress,
        };
        var run = new JournalledRun(
            DataMigrationJournal.Rehearse, request.Slug, DataCopy.DescribeSource(request.Source), "Cancelled; nothing was changed.", request.OnStarted, request.CancelledBecause);
        return await journal.KeepAsync(actor, run, () => DataRehearsal.RunAsync(rehearsal, cancellationToken), Complete, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes what a killed process left. For the owner of the data directory, at its start.</summary>
    public void Recover()
    {
        if (Directory.Exists(locations.Scratch))
            Directory.Delete(locations.Scratch, recursive: true);
    }

    private static void Complete(CentralContext context, DataMigrationRun run, RehearsalReport report)
    {
        run.State = report.Ok ? DataMigrationJournal.Completed : DataMigrationJournal.Failed;
        run.SourceVersion = report.Plan.SourceVersion;
        run.Rows = report.Copy?.Rows ?? 0;
        run.Seconds = report.Seconds;
        run.Error = report.Ok ? null : report.Summary;
        run.Report = report.ToJson();
    }
}
