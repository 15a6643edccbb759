using System.ComponentModel;
using AdminApp.Api;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using AdminApp.Features.Parties;
using AdminApp.Features.Products;
using Microsoft.AspNetCore.Mvc;

namespace AdminApp.Features.Exchange;

/// <summary>Everything that matches a filter as one file, for programs.</summary>
internal static class ExportEndpoints
{
    private const string Description = "Streamed: its size does not matter. Cells that a spreadsheet would run as a formula begin with an apostrophe; JSON holds the values as they are.";

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/parties/export", Parties).WithTags("parties").WithName("export_parties").WithSummary("Export parties as CSV or JSON, by name"), typeof(PartyResponse[]));
        Describe(routes.MapGet("/api/products/export", Products).WithTags("products").WithName("export_products").WithSummary("Export products as CSV or JSON, by id"), typeof(ProductResponse[]));
        routes.MapPartyExport();
        routes.MapProductExport();
    }

    private static void Describe(RouteHandlerBuilder export, Type json) => export.WithDescription(Description).RequireRateLimiting(ApiLimits.Bulk).WithMetadata(new AnswersProblems())
        .Produces(StatusCodes.Status200OK, json, "application/json", "text/csv").ProducesFault(StatusCodes.Status422UnprocessableEntity);

    private static IResult Parties(
        ApiCaller caller, PartyQueries parties, HttpContext context, TimeProvider time, [AsParameters] ExportParameters parameters,
        [FromQuery(Name = "type"), Description("customer or vendor; absent: both.")] string? type,
        [FromQuery(Name = "city"), Description("Exact billing city; may be repeated.")] string[]? city,
        [FromQuery(Name = "state"), Description("Exact billing state; may be repeated.")] string[]? state,
        [FromQuery(Name = "gst_enabled"), Description("true or false.")] string? gstEnabled,
        [FromQuery(Name = "gst_registration_status"), Description("Exact registration status.")] string? registration)
    {
        var isCsv = parameters.IsCsv();
        var kind = ExportParameters.OneOf("type", type, "", PartyResponse.Customer, PartyResponse.Vendor);
        var filter = new PartyFilter
        {
            Kind = kind == PartyResponse.Vendor ? PartyKind.Vendors : PartyKind.All,
            NoVendors = kind == PartyResponse.Customer,
            Status = parameters.ReadStatus(),
            Search = parameters.Search,
            Cities = city ?? [],
            States = state ?? [],
            GstEnabled = string.IsNullOrEmpty(gstEnabled) ? null : ApiText.QueryFlag(gstEnabled, absent: true, "gst_enabled"),
            Registration = string.IsNullOrEmpty(registration) ? null : registration,
        };
        return PartyExport.File(caller.Access, parties, filter, Attachment.NameOf("parties", caller.Access.Slug, time), isCsv, forSpreadsheets: false, context);
    }

    private static IResult Products(
        ApiCaller caller, ProductQueries products, HttpContext context, TimeProvider time, [AsParameters] ExportParameters parameters,
        [FromQuery(Name = "category"), Description("Exact category.")] string? category,
        [FromQuery(Name = "item_type"), Description("tradable, consumable or manufactured.")] string? itemType)
    {
        var isCsv = parameters.IsCsv();
        var filter = new ProductFilter
        {
            Status = parameters.ReadStatus(),
            Search = parameters.Search,
            Category = string.IsNullOrEmpty(category) ? null : category,
            ItemType = string.IsNullOrEmpty(itemType) ? null : itemType,
        };
        return ProductExport.File(caller.Access, products, filter, Attachment.NameOf("products", caller.Access.Slug, time), isCsv, forSpreadsheets: false, context);
    }

    internal sealed record ExportParameters(
        [property: FromQuery(Name = "format"), Description("csv (default) or json.")] string? Format,
        [property: FromQuery(Name = "search"), Description("As in the list.")] string? Search,
        [property: FromQuery(Name = "status"), Description("active (default), inactive or all.")] string? Status)
    {
        /// <exception cref="ApiValidationException">Neither.</exception>
        public bool IsCsv() => OneOf("format", Format, "csv", "csv", "json") == "csv";

        /// <exception cref="ApiValidationException">None of the three.</exception>
        public StatusFilter ReadStatus() => OneOf("status", Status, "active", "active", "inactive", "all") switch
        {
            "active" => StatusFilter.Active,
            "inactive" => StatusFilter.Inactive,
            _ => StatusFilter.All,
        };

        internal static string OneOf(string name, string? value, string absent, params string[] words)
        {
            if (string.IsNullOrEmpty(value))
                return absent;
            return words.Contains(value)
                ? value
                : throw new ApiValidationException(new ApiFault("literal_error", ["query", name], "Input should be one of " + string.Join(", ", words.Select(word => $"'{word}'")), value));
        }
    }
}
