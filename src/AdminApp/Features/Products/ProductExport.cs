using System.Globalization;
using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Products;
using AdminApp.Features.Exchange;

namespace AdminApp.Features.Products;

/// <summary>The list of products as a file for the browser: the address has the list's own parameters, all pages at once, by id, streamed.</summary>
internal static class ProductExport
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "name", "description", "item_type", "sales_price", "purchase_price", "stock", "sku", "unit", "supplier", "category", "notes", "hsn", "gst_rate",
        "is_active", "is_protected",
    ];

    public static void MapProductExport(this IEndpointRouteBuilder routes)
    {
        foreach (var isCsv in new[] { true, false })
        {
            routes.MapGet($"/products/export.{(isCsv ? "csv" : "json")}", (HttpContext context, AccessProvider access, ProductQueries products, TimeProvider time) => ExportAsync(context, access, products, time, isCsv))
                .RequireAuthorization(nameof(Permission.Read)).ExcludeFromDescription();
        }
    }

    /// <inheritdoc cref="Parties.PartyExport.File"/>
    public static IResult File(TenantAccess caller, ProductQueries products, ProductFilter filter, string name, bool isCsv, bool forSpreadsheets, HttpContext context)
    {
        var rows = products.StreamAsync(caller, filter, context.RequestAborted);
        if (isCsv)
            return new CsvStream<Product>(rows, name + ".csv", Columns, Cells, forSpreadsheets);
        Attachment.Name(context.Response, name + ".json");
        return new JsonArrayStream<ProductResponse>(rows.Select(ProductResponse.Of));
    }

    private static async Task<IResult> ExportAsync(HttpContext context, AccessProvider access, ProductQueries products, TimeProvider time, bool isCsv)
    {
        var state = ProductListState.Read(RequestAddress.Of(context.Request));
        var tenant = await access.TenantAsync(context.RequestAborted);
        return File(tenant, products, state.Filter, Attachment.NameOf("products", tenant.Slug, time), isCsv, forSpreadsheets: true, context);
    }

    /// <summary>Numbers are numbers, exact and with a point; whatever people typed is text.</summary>
    private static object?[] Cells(Product p) =>
    [
        p.Id, p.Name, p.Description, p.ItemType, p.SalesPrice, p.PurchasePrice, p.Stock, p.Sku, p.Unit, p.Supplier, p.Category, p.Notes, p.Hsn,
        p.GstRate?.ToString(CultureInfo.InvariantCulture), p.IsActive ? "true" : "false", p.IsProtected ? "true" : "false",
    ];
}
