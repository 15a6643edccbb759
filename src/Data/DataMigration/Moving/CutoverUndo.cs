using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Leads back from wherever a cutover ended before its switch. Each part can be done again, and does nothing where there is nothing to undo.</summary>
internal sealed class CutoverUndo(CutoverServices services, TenantStreams streams)
{
    /// <summary>When it returns the source serves again: everybody may write there. It throws when the source cannot be asked; then nobody may, until it is done again.</summary>
    public async Task RunAsync(Actor actor, CutoverReport report)
    {
        if (!report.Steps.Any(step => step.Step >= CutoverStep.Compare))
            return;
        var tenant = await services.Registry.FindAsync(report.Tenant, CancellationToken.None).ConfigureAwait(false);
        if (report.Steps.Any(step => step.Step == CutoverStep.Fence))
            await services.LiftFenceAsync(tenant, CancellationToken.None).ConfigureAwait(false);
        if (tenant.State == TenantState.Frozen && report.Steps.Any(step => step.Step == CutoverStep.Freeze))
            await services.Freeze.UnfreezeAsync(actor, report.Tenant, CancellationToken.None).ConfigureAwait(false);
        if (report.Way == CutoverWay.Streamed)
            await ResumeStreamAsync(actor, report).ConfigureAwait(false);
    }

    // People work again by now: a stream that cannot go on at once says so itself, and can be started again.
    private async Task ResumeStreamAsync(Actor actor, CutoverReport report)
    {
        if (report.Steps.Any(step => step.Step is CutoverStep.Compare or CutoverStep.ChangeLog))
            await CutoverTarget.ForgetChangesAsync(services.Locations.Tenant(report.Tenant)).ConfigureAwait(false);
        try
        {
            if (await streams.StateAsync(report.Tenant, CancellationToken.None).ConfigureAwait(false) is { IsActive: false, Phase: not StreamPhase.Faulted })
                await streams.StartAsync(actor, report.Tenant, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DataMigrationException)
        {
            // Its state has the fault.
        }
    }
}
