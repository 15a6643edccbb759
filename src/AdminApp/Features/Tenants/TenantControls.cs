using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Tenants;
using AdminApp.Server;

namespace AdminApp.Features.Tenants;

/// <summary>What an administrator does to a tenant by hand, with a reason in its audit. Refused while something moves it: that freezes and releases it itself.</summary>
internal sealed class TenantControls(TenantFreeze freeze, TenantAdoption adoption, TenantCutover cutover, FallbackRecovery fallback, DataMigrationJournal journal, DataMigrationJobs jobs, MoveAudit audit)
{
    /// <summary>Returns when nothing of this application writes to the tenant any more.</summary>
    /// <exception cref="DataMigrationException">It is being moved.</exception>
    /// <inheritdoc cref="TenantFreeze.FreezeAsync"/>
    public async Task FreezeAsync(Actor actor, string slug, string reason, CancellationToken cancellationToken)
    {
        await RequireStillAsync(slug, cancellationToken);
        await audit.RecordAsync(actor, slug, AuditActions.Freeze, reason, cancellationToken);
        await freeze.FreezeAsync(actor, slug, cancellationToken);
    }

    /// <exception cref="DataMigrationException">It is being moved, or what a killed cutover left cannot be undone yet.</exception>
    /// <inheritdoc cref="TenantFreeze.UnfreezeAsync"/>
    public async Task UnfreezeAsync(Actor actor, string slug, string reason, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        RequireIdle(slug);
        await cutover.RecoverAsync(cancellationToken);
        await fallback.RecoverAsync(slug, cancellationToken);
        await RequireStillAsync(slug, cancellationToken);
        await freeze.UnfreezeAsync(actor, slug, cancellationToken);
        await audit.RecordAsync(actor, slug, AuditActions.Unfreeze, reason, cancellationToken);
    }

    /// <exception cref="DataMigrationException">It is being moved, or the connection is not one.</exception>
    /// <inheritdoc cref="TenantAdoption.ConnectAsync"/>
    public async Task<AdoptedDatabase> ConnectAsync(Actor actor, AdoptionRequest request, string reason, CancellationToken cancellationToken)
    {
        await RequireStillAsync(request.Slug, cancellationToken);
        var adopted = await adoption.ConnectAsync(actor, request, cancellationToken);
        await audit.RecordAsync(actor, request.Slug, AuditActions.Connect, reason, cancellationToken);
        return adopted;
    }

    private void RequireIdle(string slug)
    {
        if (jobs.Jobs.FirstOrDefault(job => job.IsRunning && job.Slug == slug) is { } job)
            throw new DataMigrationException($"Run {job.RunId} ({job.Kind}) works on tenant \"{slug}\". Wait for its end, or cancel it on the Migrations page.");
    }

    private async Task RequireStillAsync(string slug, CancellationToken cancellationToken)
    {
        RequireIdle(slug);
        await journal.RequireStillAsync(slug, cancellationToken);
    }
}
