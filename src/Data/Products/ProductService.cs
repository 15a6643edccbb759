using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.Products;

/// <summary>Activates and deactivates single products. Every change writes its audit row in the same transaction.</summary>
public sealed class ProductService(TenantDatabases databases, TimeProvider time)
{
    public const string Entity = "products";

    private readonly RecordChanges<Product> changes = new(databases, time, id => new ProductNotFoundException(id), current => new StaleProductException(current));

    /// <summary>Activates or deactivates one product; already being so is a success that changes nothing.</summary>
    /// <param name="access">Who, where.</param>
    /// <param name="id">The product.</param>
    /// <param name="active">The state it shall have.</param>
    /// <param name="expectedVersion">The version that was shown; null lets the last writer win.</param>
    /// <param name="reason">Goes into the audit row; optional.</param>
    /// <param name="cancellationToken">Ends the wait for the write gate.</param>
    /// <exception cref="ProductNotFoundException">No such product.</exception>
    /// <exception cref="StaleProductException">It has another version by now.</exception>
    /// <exception cref="ProtectedProductException">It is protected against deactivation.</exception>
    public Task<Product> SetActiveAsync(TenantAccess access, int id, bool active, int? expectedVersion, string? reason, CancellationToken cancellationToken)
    {
        access.Demand(Permission.ChangeActivation);
        return changes.ApplyAsync(access, id, expectedVersion, product => SetActive(product, active, reason), cancellationToken);
    }

    /// <summary>Flips the state, as the origin's PATCH toggle does: a retry undoes it.</summary>
    /// <inheritdoc cref="SetActiveAsync"/>
    public Task<Product> ToggleAsync(TenantAccess access, int id, CancellationToken cancellationToken)
    {
        access.Demand(Permission.ChangeActivation);
        return changes.ApplyAsync(access, id, null, product => SetActive(product, !product.IsActive, null), cancellationToken);
    }

    private static Audit.AuditChange? SetActive(Product product, bool active, string? reason) =>
        product.SetActive(Entity, active, reason, current => new ProtectedProductException(current));
}
