using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration;

/// <summary>What to plan.</summary>
/// <param name="Slug">The tenant that would be filled; nothing happens to it.</param>
/// <param name="Source">See <see cref="DataPlanRequest.Source"/>.</param>
public sealed record TenantPlanRequest(string Slug, string Source)
{
    /// <inheritdoc cref="TenantCopyRequest.OnStarted"/>
    public Action<long>? OnStarted { get; init; }

    /// <inheritdoc cref="TenantCopyRequest.CancelledBecause"/>
    public Func<string>? CancelledBecause { get; init; }

    // A record's own would show the password in whatever prints it.
    public override string ToString() => $"plan for {Slug}";
}

/// <summary>Plans the copy into a tenant and keeps the plan in the journal, so that it is still there tomorrow.</summary>
public sealed class TenantPlan(DataMigrationJournal journal)
{
    /// <exception cref="DataMigrationException">The source cannot be read.</exception>
    /// <exception cref="ArgumentException">The slug is not valid.</exception>
    public async Task<MigrationPlan> RunAsync(Actor actor, TenantPlanRequest request, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        TenantSlug.Require(request.Slug);
        var run = new JournalledRun(
            DataMigrationJournal.Plan, request.Slug, DataCopy.DescribeSource(request.Source), "Cancelled; nothing was changed.", request.OnStarted, request.CancelledBecause);
        return await journal.KeepAsync(
            actor, run, () => DataPlan.MakeAsync(new DataPlanRequest(request.Source, [], []) { Mode = DataCopyMode.Model }, cancellationToken),
            (_, entry, plan) =>
            {
                entry.State = plan.Ok ? DataMigrationJournal.Completed : DataMigrationJournal.Failed;
                entry.SourceVersion = plan.SourceVersion;
                entry.Rows = plan.Rows;
                entry.Seconds = plan.Seconds;
                entry.Error = Blocked(plan);
                entry.Report = plan.ToJson();
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Why nothing can be copied yet, in one line; null when nothing blocks.</returns>
    public static string? Blocked(MigrationPlan plan)
    {
        var blocking = plan.Findings.Where(finding => finding.Severity == PlanSeverity.Blocks).ToArray();
        return blocking.Length == 0 ? null : $"{(blocking.Length == 1 ? "1 finding blocks" : $"{blocking.Length} findings block")} a copy, the first: {blocking[0].Object}: {blocking[0].Message}";
    }
}
