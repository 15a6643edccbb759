using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration;

/// <summary>What to compare.</summary>
/// <param name="Slug">A tenant that a copy filled.</param>
/// <param name="Source">See <see cref="VerificationRequest.SourceConnectionString"/>.</param>
public sealed record TenantVerificationRequest(string Slug, string Source)
{
    /// <inheritdoc cref="TenantCopyRequest.OnStarted"/>
    public Action<long>? OnStarted { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.CancelledBecause"/>
    public Func<string>? CancelledBecause { get; init; }

    // A record's own would show the password in whatever prints it.
    public override string ToString() => $"verification of {Slug}";
}

/// <summary>Compares a tenant with the PostgreSQL database it was copied from, and keeps the run in the journal. Changes neither.</summary>
public sealed class TenantVerification(DatabaseLocations locations, TenantRegistry registry, DataMigrationJournal journal)
{
    /// <exception cref="DataMigrationException">It could not be carried out.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<VerificationReport> RunAsync(Actor actor, TenantVerificationRequest request, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        await registry.FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        var run = new JournalledRun(
            DataMigrationJournal.Verify, request.Slug, DataCopy.DescribeSource(request.Source), "Cancelled; nothing was changed.", request.OnStarted, request.CancelledBecause);
        return await journal.KeepAsync(
            actor,
            run,
            () => DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = request.Source, TargetFile = locations.Tenant(request.Slug), Progress = progress }, cancellationToken),
            Complete,
            cancellationToken).ConfigureAwait(false);
    }

    private static void Complete(CentralContext context, DataMigrationRun run, VerificationReport report)
    {
        run.State = report.Ok ? DataMigrationJournal.Completed : DataMigrationJournal.Differs;
        run.Rows = report.Tables.Sum(table => table.Rows);
        run.Seconds = report.Seconds;
        run.Error = report.Ok ? null : report.Summary;
        run.Report = report.ToJson();
    }
}
