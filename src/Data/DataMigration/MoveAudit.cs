using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration;

/// <summary>Keeps in a tenant's own audit who acted on its move, and why.</summary>
public sealed class MoveAudit(TenantRegistry registry, TenantDatabases databases, TimeProvider time)
{
    /// <summary>Longest reason that is kept.</summary>
    public const int ReasonLength = 500;

    /// <param name="actor">Who acts; needs <see cref="Permission.ManageTenants"/>.</param>
    /// <param name="slug">The tenant.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="reason">1 to 500 characters.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    /// <exception cref="ArgumentException">There is no reason, or it is too long.</exception>
    /// <exception cref="TenantUnavailableException">The tenant cannot be written to.</exception>
    public async Task RecordAsync(Actor actor, string slug, string action, string reason, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > ReasonLength)
            throw new ArgumentException($"Give a reason of 1 to {ReasonLength} characters.");
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        await databases.WriteAsync(slug, context =>
        {
            AuditWriter.Record(context, actor, time.GetUtcNow().UtcDateTime, new AuditChange(action, "tenants", tenant.Id, slug) { Reason = reason.Trim() });
            return context.SaveChangesAsync(cancellationToken);
        }, cancellationToken).ConfigureAwait(false);
    }
}
