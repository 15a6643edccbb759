using AdminApp.Data.Schema;

namespace AdminApp.Data.Tenants;

/// <summary>Where a tenant's rows are, opened: what differs between the providers in opening, reading and writing is behind this.</summary>
internal interface ITenantDatabase : IDisposable
{
    /// <summary>A context that cannot write and tracks nothing.</summary>
    /// <exception cref="TenantUnreachableException">Its server does not answer.</exception>
    Task<TenantContext> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Runs the work in one transaction and commits it.</summary>
    /// <param name="work">Gets the context of the transaction.</param>
    /// <param name="audited">It may add to the audit; only PostgreSQL makes a difference.</param>
    /// <param name="cancellationToken">Ends the wait for other writers, and the work.</param>
    /// <returns>What the work returned, after the commit.</returns>
    Task<T> WriteAsync<T>(Func<TenantContext, Task<T>> work, bool audited, CancellationToken cancellationToken);
}
