using System.ComponentModel;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Products;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AdminApp.Features.Products;

/// <summary>The origin's list of products and the toggle of one.</summary>
internal static class ProductEndpoints
{
    private const string PathId = "product_id";

    /// <summary>Filters of the origin that this API does not offer. Ignored, they would answer with more than was asked for.</summary>
    private static readonly string[] NotOffered = ["gst_rate", "supplier", "stock_level", "price_min", "price_max"];

    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/api/products").WithTags("products");
        products.MapGet("", ListAsync).WithName("list_products").WithSummary("List products")
            .WithDescription("By id; active ones unless status says otherwise. The origin's filters gst_rate, supplier, stock_level, price_min and price_max are refused with 422.")
            .ProducesFault(StatusCodes.Status422UnprocessableEntity);
        products.MapPatch($"/{{{PathId}}}/toggle", ToggleAsync).WithName("toggle_product").WithSummary("Flip active and inactive")
            .WithDescription("Without a body. A retry flips it back.").Demands(Permission.ChangeActivation)
            .ProducesFault(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    private static JsonArrayStream<ProductResponse> ListAsync(
        ApiCaller caller, ProductQueries products, HttpContext context,
        [Description("active, inactive, or any other word for all; absent: active.")] string? status,
        [Description("Found anywhere in name, SKU, category, supplier, HSN or description, whatever the case or accents.")] string? search,
        [Description("Exact category.")] string? category,
        [FromQuery(Name = "item_type"), Description("tradable, consumable or manufactured.")] string? itemType)
    {
        var refused = NotOffered.Where(name => !string.IsNullOrEmpty(context.Request.Query[name])).ToList();
        if (refused.Count > 0)
            throw new ApiValidationException([.. refused.Select(name => ApiFault.Value("This filter is not offered; leave it out", context.Request.Query[name].ToString(), "query", name))]);
        var filter = new ProductFilter
        {
            Status = status switch { null or "" or "active" => StatusFilter.Active, "inactive" => StatusFilter.Inactive, _ => StatusFilter.All },
            Search = search,
            Category = string.IsNullOrEmpty(category) ? null : category,
            ItemType = string.IsNullOrEmpty(itemType) ? null : itemType,
        };
        return new JsonArrayStream<ProductResponse>(products.StreamAsync(caller.Access, filter, context.RequestAborted).Select(ProductResponse.Of));
    }

    private static async Task<Ok<ProductResponse>> ToggleAsync(ApiCaller caller, ProductService products, HttpContext context, [FromRoute(Name = PathId)] string productId)
    {
        var product = await products.ToggleAsync(caller.Access, ApiText.PathId(productId, PathId), context.RequestAborted);
        ETags.Set(context, product);
        return TypedResults.Ok(ProductResponse.Of(product));
    }
}
