using System.Data.Common;
using System.Runtime.CompilerServices;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Schema;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Products;

/// <summary>Reads products. Nothing here loads more than a page, save the stream, which holds one row at a time.</summary>
public sealed class ProductQueries(TenantDatabases databases)
{
    public const int MaxPageSize = 200;

    private const string RowColumns =
        "p.id, p.name, p.sku, p.category, p.item_type, p.unit, p.sales_price, p.stock, p.supplier, p.is_active, p.is_protected, p.version";

    private const string AllColumns = RowColumns + ", p.description, p.purchase_price, p.notes, p.hsn, p.gst_rate";

    /// <summary>One page, with the counts of both states under the same conditions.</summary>
    /// <param name="access">Who asks, where.</param>
    /// <param name="filter">The conditions.</param>
    /// <param name="order">Columns, the most significant first; the id breaks ties.</param>
    /// <param name="page">Which page; at most <see cref="MaxPageSize"/> rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<ProductPage> ListAsync(TenantAccess access, ProductFilter filter, IReadOnlyList<ProductOrder> order, PageRequest page, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        ArgumentOutOfRangeException.ThrowIfNegative(page.Index);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, ProductFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        var active = await CountAsync(context, filter, StatusFilter.Active, search, cancellationToken).ConfigureAwait(false);
        var inactive = await CountAsync(context, filter, StatusFilter.Inactive, search, cancellationToken).ConfigureAwait(false);
        var read = await ProductOrderSql.Of(order).ReadAsync(
            context, RowColumns, "products p", ProductFilterSql.Where(filter, filter.Status, search), page with { Size = Math.Clamp(page.Size, 1, MaxPageSize) }, MapRow, cancellationToken).ConfigureAwait(false);
        return new ProductPage(read, active, inactive);
    }

    /// <summary>How many match in either state, however many: for those who ask, since a million takes its time.</summary>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<(CappedCount Active, CappedCount Inactive)> CountAllAsync(TenantAccess access, ProductFilter filter, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, ProductFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        return (await CappedCount.ExactAsync(context, "products p", ProductFilterSql.Where(filter, StatusFilter.Active, search), cancellationToken).ConfigureAwait(false),
            await CappedCount.ExactAsync(context, "products p", ProductFilterSql.Where(filter, StatusFilter.Inactive, search), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Every matching product as an entity, by id, one at a time: for the API's bare array.</summary>
    public async IAsyncEnumerable<Product> StreamAsync(TenantAccess access, ProductFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, ProductFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        var select = new SqlText($"SELECT {AllColumns} FROM products p").Add(ProductFilterSql.Where(filter, filter.Status, search)).Add(ProductOrderSql.Of([new(ProductSort.Id)]).OrderBy());
        await foreach (var product in select.StreamAsync(context, Map, cancellationToken).ConfigureAwait(false))
            yield return product;
    }

    /// <summary>Categories to narrow a list to, with their counts under its other conditions.</summary>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<IReadOnlyList<Facet>> CategoriesAsync(TenantAccess access, ProductFilter filter, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var counting = (await SearchPlan.ChooseAsync(context, ProductFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false)).ForCounting();
        var where = ProductFilterSql.Where(filter with { Category = null }, filter.Status, counting);
        return await Facet.OfAsync(context, "products", "category", where, counting is SearchPlan.Sample, cancellationToken).ConfigureAwait(false);
    }

    private static Task<CappedCount> CountAsync(TenantContext context, ProductFilter filter, StatusFilter status, SearchPlan search, CancellationToken cancellationToken)
    {
        var counting = search.ForCounting();
        return CappedCount.OfAsync(context, "products p", ProductFilterSql.Where(filter, status, counting), cancellationToken, counting is SearchPlan.Sample);
    }

    private static ProductRow MapRow(DbDataReader reader) => new(
        reader.GetInt32(0), reader.GetString(1), reader.Text(2), reader.Text(3), reader.GetString(4), reader.GetString(5), reader.Money(6), reader.GetInt32(7),
        reader.Text(8), reader.GetBoolean(9), reader.GetBoolean(10), reader.GetInt32(11));

    private static Product Map(DbDataReader reader) => new()
    {
        Id = reader.GetInt32(0),
        Name = reader.GetString(1),
        Sku = reader.Text(2),
        Category = reader.Text(3),
        ItemType = reader.GetString(4),
        Unit = reader.GetString(5),
        SalesPrice = reader.Money(6),
        Stock = reader.GetInt32(7),
        Supplier = reader.Text(8),
        IsActive = reader.GetBoolean(9),
        IsProtected = reader.GetBoolean(10),
        Version = reader.GetInt32(11),
        Description = reader.Text(12),
        PurchasePrice = reader.IsDBNull(13) ? null : reader.Money(13),
        Notes = reader.Text(14),
        Hsn = reader.Text(15),
        GstRate = reader.IsDBNull(16) ? null : reader.GetDouble(16),
    };
}
