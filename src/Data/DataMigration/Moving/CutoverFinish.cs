using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.DataMigration.Streaming;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What is left when the registry row is switched and people work in the file already. Each part can be done again.</summary>
internal sealed class CutoverFinish(CutoverServices services, TenantStreams streams)
{
    /// <param name="actor">Who cut over.</param>
    /// <param name="id">The run's number in the journal; the audit has it too.</param>
    /// <param name="report">As it stands behind the switch.</param>
    /// <returns>What was done, for people.</returns>
    public async Task<string?> RunAsync(Actor actor, long id, CutoverReport report)
    {
        services.Databases.Forget(report.Tenant);
        await services.Databases.WriteAsync(report.Tenant, context => AuditAsync(context, actor, id, report), CancellationToken.None).ConfigureAwait(false);
        // Bulk actions that the freeze stopped go on in the file.
        await services.Freeze.UnfreezeAsync(actor, report.Tenant, CancellationToken.None).ConfigureAwait(false);
        if (report.Way == CutoverWay.Streamed)
            await streams.DropAsync(actor, report.Tenant, CancellationToken.None).ConfigureAwait(false);
        return report.Way == CutoverWay.Streamed ? "Slot and publication are gone from the source." : null;
    }

    private async Task AuditAsync(Schema.TenantContext context, Actor actor, long id, CutoverReport report)
    {
        if (await context.AuditEntries.AnyAsync(entry => entry.Action == AuditActions.Cutover && entry.EntityId == id).ConfigureAwait(false))
            return;
        AuditWriter.Record(context, actor, services.Now, new AuditChange(AuditActions.Cutover, "tenants", id, report.Tenant)
        {
            Reason = report.Reason,
            Before = new Dictionary<string, object?> { ["provider"] = "PostgreSql", ["database"] = report.Source },
            After = new Dictionary<string, object?> { ["provider"] = "Sqlite", ["downtime_ms"] = report.DowntimeMs },
        });
        await context.SaveChangesAsync().ConfigureAwait(false);
    }
}
