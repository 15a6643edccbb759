namespace AdminApp.Data.Products;

/// <summary>No product of that id. 404 in the API.</summary>
public sealed class ProductNotFoundException(int id) : Exception($"There is no product {id}. It was never in this tenant's database; check the tenant and the number.")
{
    public int Id { get; } = id;
}

/// <summary>Somebody changed the product since it was shown. Nothing was changed. 412 in the API.</summary>
/// <param name="current">The product as it is now, to be shown beside what was tried.</param>
public sealed class StaleProductException(Product current) : Exception($"{current.Name} was changed by somebody else in the meantime. Nothing was overwritten: look at the current values and decide again.")
{
    public Product Current { get; } = current;
}

/// <summary>A product that is protected was asked to be deactivated. Nothing was changed. 409 in the API.</summary>
public sealed class ProtectedProductException(Product current) : Exception($"{current.Name} is protected and stays active. An administrator can remove the protection.")
{
    public Product Current { get; } = current;
}
