using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.Activations;

/// <summary>Changes one record: load, check the version, change, audit and save in one transaction.</summary>
/// <param name="databases">The tenants.</param>
/// <param name="time">When it happened.</param>
/// <param name="missing">The error for an id that is not there.</param>
/// <param name="stale">The error for a record that has another version by now.</param>
internal sealed class RecordChanges<T>(TenantDatabases databases, TimeProvider time, Func<int, Exception> missing, Func<T, Exception> stale)
    where T : class, IActivatable
{
    /// <param name="access">Who, where. Permission is the caller's to demand.</param>
    /// <param name="id">The record.</param>
    /// <param name="expectedVersion">null to skip the check.</param>
    /// <param name="change">Changes the entity and returns what to record; null for nothing to do.</param>
    /// <param name="cancellationToken">Ends the wait for the write gate.</param>
    /// <returns>The record as it is now.</returns>
    public Task<T> ApplyAsync(TenantAccess access, int id, int? expectedVersion, Func<T, AuditChange?> change, CancellationToken cancellationToken) =>
        databases.WriteAsync(access.Slug, async context =>
        {
            var record = await context.FindAsync<T>([id], cancellationToken).ConfigureAwait(false) ?? throw missing(id);
            if (expectedVersion is { } expected && record.Version != expected)
                throw stale(record);
            if (change(record) is not { } recorded)
                return record;
            record.Version++;
            AuditWriter.Record(context, access.Actor, time.GetUtcNow().UtcDateTime, recorded);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return record;
        }, cancellationToken);
}
