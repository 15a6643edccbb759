using System.ComponentModel;
using System.Globalization;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Mvc;

namespace AdminApp.Features.Parties;

/// <summary>The three lists of parties: a bare array, streamed, or page by page for those who ask for pages.</summary>
internal static class PartyListEndpoints
{
    private const int MaxLimit = 1000;
    private const string NextPage = "A page ends with header Link, rel=next, while there is more.";

    public static void MapPartyLists(this RouteGroupBuilder parties)
    {
        var lists = parties.MapGroup("").ProducesFault(StatusCodes.Status422UnprocessableEntity);
        lists.MapGet("", AllAsync).WithName("list_parties")
            .WithSummary("List parties")
            .WithDescription("All parties by name; inactive ones only with include_inactive=true. " + NextPage);
        lists.MapGet("/customers", CustomersAsync).WithName("list_customers")
            .WithSummary("List customers")
            .WithDescription("Parties that are customers, also those that are vendors as well. " + NextPage);
        lists.MapGet("/vendors", VendorsAsync).WithName("list_vendors")
            .WithSummary("List vendors")
            .WithDescription("Parties that are vendors, also those that are customers as well. " + NextPage);
    }

    private static Task<JsonArrayStream<PartyResponse>> AllAsync(
        ApiCaller caller, PartyQueries parties, HttpContext context, [AsParameters] ListParameters parameters,
        [Description("customer or vendor, as in the field type; any other word finds nothing. Empty: both.")] string? type) => type switch
        {
            null or "" => ListAsync(caller, parties, context, parameters, new PartyFilter()),
            PartyResponse.Customer => ListAsync(caller, parties, context, parameters, new PartyFilter { NoVendors = true }),
            PartyResponse.Vendor => ListAsync(caller, parties, context, parameters, new PartyFilter { Kind = PartyKind.Vendors }),
            _ => NothingAsync(caller, parameters),
        };

    private static Task<JsonArrayStream<PartyResponse>> CustomersAsync(ApiCaller caller, PartyQueries parties, HttpContext context, [AsParameters] ListParameters parameters) =>
        ListAsync(caller, parties, context, parameters, new PartyFilter { Kind = PartyKind.Customers });

    private static Task<JsonArrayStream<PartyResponse>> VendorsAsync(ApiCaller caller, PartyQueries parties, HttpContext context, [AsParameters] ListParameters parameters) =>
        ListAsync(caller, parties, context, parameters, new PartyFilter { Kind = PartyKind.Vendors });

    private static async Task<JsonArrayStream<PartyResponse>> ListAsync(ApiCaller caller, PartyQueries parties, HttpContext context, ListParameters parameters, PartyFilter list)
    {
        var (all, limit, after) = parameters.Read();
        var filter = list with { Search = parameters.Search, Status = all ? StatusFilter.All : StatusFilter.Active };
        if (limit is null && after is null)
            return new JsonArrayStream<PartyResponse>(Shown(parties.StreamAsync(caller.Access, filter, null, null, context.RequestAborted)));

        var size = limit ?? MaxLimit;
        // One more than asked for tells whether there is a next page.
        var page = await parties.StreamAsync(caller.Access, filter, after, size + 1, context.RequestAborted).ToListAsync(context.RequestAborted);
        if (page.Count > size)
        {
            page.RemoveAt(size);
            context.Response.Headers.Link = $"<{NextPath(context.Request, PartyContractCursor.Of(page[^1]), size)}>; rel=\"next\"";
        }
        if (await parties.CountAsync(caller.Access, filter, context.RequestAborted) is { IsExact: true, Value: var total })
            context.Response.Headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        return new JsonArrayStream<PartyResponse>(Shown(page.ToAsyncEnumerable()));
    }

    private static Task<JsonArrayStream<PartyResponse>> NothingAsync(ApiCaller caller, ListParameters parameters)
    {
        caller.Access.Demand(Permission.Read);
        parameters.Read();
        return Task.FromResult(new JsonArrayStream<PartyResponse>(AsyncEnumerable.Empty<PartyResponse>()));
    }

    private static IAsyncEnumerable<PartyResponse> Shown(IAsyncEnumerable<Party> parties) => parties.Select(PartyResponse.Of);

    private static string NextPath(HttpRequest request, string cursor, int size)
    {
        var query = request.Query.Where(pair => pair.Key is not ("cursor" or "limit"));
        return request.PathBase + request.Path + QueryString.Create(query).Add("limit", size.ToString(CultureInfo.InvariantCulture)).Add("cursor", cursor);
    }

    /// <summary>Taken as texts: what is no boolean or number is answered as the origin answers it.</summary>
    internal sealed record ListParameters(
        [property: FromQuery(Name = "search"), Description("Found anywhere in name, contact person, contact number, e-mail, GSTIN, billing address line 1, city or state, whatever the case or accents. % and _ stand for themselves. Empty: no filter.")]
        string? Search,
        [property: FromQuery(Name = "include_inactive"), Description("Also inactive parties. true, false, 1, 0, yes, no, on or off; default false.")]
        string? IncludeInactive,
        [property: FromQuery(Name = "limit"), Description("Page size, 1 to 1000. Without it and without cursor the whole list is sent.")]
        string? Limit,
        [property: FromQuery(Name = "cursor"), Description("Where the page starts: from the Link header of the page before.")]
        string? Cursor)
    {
        /// <exception cref="ApiValidationException">A value is not what it should be.</exception>
        public (bool IncludeInactive, int? Limit, PartyKey? After) Read() => (
            ApiText.QueryFlag(IncludeInactive, absent: false, "include_inactive"),
            ApiText.QueryNumber(Limit, "limit", 1, MaxLimit),
            PartyContractCursor.Read(Cursor));
    }
}
