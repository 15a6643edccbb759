using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Products;

namespace AdminApp.Features.Products;

/// <summary>What a row's switch does: it changes the product it was shown for, or says why not. Never both, never something else.</summary>
public sealed class ProductRowActions(AccessProvider accesses, ProductService products, AuditQueries audit, Faults faults)
{
    /// <returns>The row as it is now, or what to say under it.</returns>
    public async Task<(ProductRow? Now, ProductNotice? Notice)> SetActiveAsync(ProductRow row, bool active, CancellationToken cancellationToken)
    {
        try
        {
            var access = await accesses.TenantAsync(cancellationToken);
            try
            {
                return (Row(await products.SetActiveAsync(access, row.Id, active, row.Version, reason: null, cancellationToken)), null);
            }
            catch (StaleProductException stale)
            {
                return (null, await StaleAsync(access, active, stale, cancellationToken));
            }
        }
        catch (ProtectedProductException refused)
        {
            return (null, new ProductNotice(refused.Message) { IsProtected = true });
        }
        catch (ProductNotFoundException missing)
        {
            return (null, new ProductNotice(missing.Message));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return (null, new ProductNotice(faults.Text(fault, "change the state of a product")));
        }
    }

    public static ProductRow Row(Product product) => new(
        product.Id, product.Name, product.Sku, product.Category, product.ItemType, product.Unit, product.SalesPrice, product.Stock, product.Supplier,
        product.IsActive, product.IsProtected, product.Version);

    private async Task<ProductNotice> StaleAsync(TenantAccess access, bool wanted, StaleProductException stale, CancellationToken cancellationToken)
    {
        var changes = await audit.ListAsync(access, new AuditFilter { Entity = ProductService.Entity, EntityId = stale.Current.Id }, 0, 1, cancellationToken);
        return new ProductNotice(stale.Message) { Wanted = wanted, Current = stale.Current, LastChange = changes.Rows.FirstOrDefault() };
    }
}
