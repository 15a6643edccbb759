using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Parties;
using AdminApp.Features.Exchange;

namespace AdminApp.Features.Parties;

/// <summary>The three lists of parties as files for the browser: the address has the list's own parameters, all pages at once, by name, streamed.</summary>
internal static class PartyExport
{
    /// <summary>The API's keys, and behind them what the origin's contract leaves out.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "type", "name", "contact_person", "contact_number", "email", "gstin", "gst_registration_status", "gst_enabled",
        "billing_address_line1", "billing_address_line2", "billing_city", "billing_state", "billing_country", "billing_pincode",
        "shipping_address_line1", "shipping_address_line2", "shipping_city", "shipping_state", "shipping_country", "shipping_pincode",
        "notes", "is_active", "is_customer", "is_vendor", "is_protected",
    ];

    public static void MapPartyExport(this IEndpointRouteBuilder routes)
    {
        foreach (var list in new[] { "/parties", "/parties/customers", "/parties/vendors" })
        {
            var kind = PartyListState.ListAt(list)!.Value;
            foreach (var isCsv in new[] { true, false })
            {
                routes.MapGet($"{list}/export.{(isCsv ? "csv" : "json")}", (HttpContext context, AccessProvider access, PartyQueries parties, TimeProvider time) => ExportAsync(context, access, parties, time, kind, isCsv))
                    .RequireAuthorization(nameof(Permission.Read)).ExcludeFromDescription();
            }
        }
    }

    /// <param name="caller">Who asks, in which tenant.</param>
    /// <param name="parties">Reads them.</param>
    /// <param name="filter">Which.</param>
    /// <param name="name">What the file is called, without its ending.</param>
    /// <param name="isCsv">Otherwise JSON.</param>
    /// <param name="forSpreadsheets">See <see cref="CsvStream{T}"/>.</param>
    /// <param name="context">The request.</param>
    public static IResult File(TenantAccess caller, PartyQueries parties, PartyFilter filter, string name, bool isCsv, bool forSpreadsheets, HttpContext context)
    {
        var rows = parties.StreamAsync(caller, filter, after: null, limit: null, context.RequestAborted);
        if (isCsv)
            return new CsvStream<Party>(rows, name + ".csv", Columns, Cells, forSpreadsheets);
        Attachment.Name(context.Response, name + ".json");
        return new JsonArrayStream<PartyResponse>(rows.Select(PartyResponse.Of));
    }

    private static async Task<IResult> ExportAsync(HttpContext context, AccessProvider access, PartyQueries parties, TimeProvider time, PartyKind kind, bool isCsv)
    {
        var state = PartyListState.Read(kind, RequestAddress.Of(context.Request));
        var tenant = await access.TenantAsync(context.RequestAborted);
        var what = kind == PartyKind.All ? "parties" : kind.ToString().ToLowerInvariant();
        return File(tenant, parties, state.Filter, Attachment.NameOf(what, tenant.Slug, time), isCsv, forSpreadsheets: true, context);
    }

    private static object?[] Cells(Party party)
    {
        var shown = PartyResponse.Of(party);
        return
        [
            shown.Id, shown.Type, shown.Name, shown.ContactPerson, shown.ContactNumber, shown.Email, shown.Gstin, shown.GstRegistrationStatus, Flag(shown.GstEnabled),
            shown.BillingAddressLine1, shown.BillingAddressLine2, shown.BillingCity, shown.BillingState, shown.BillingCountry, shown.BillingPincode,
            shown.ShippingAddressLine1, shown.ShippingAddressLine2, shown.ShippingCity, shown.ShippingState, shown.ShippingCountry, shown.ShippingPincode,
            shown.Notes, Flag(shown.IsActive), Flag(party.IsCustomer == true), Flag(party.IsVendor == true), Flag(party.IsProtected),
        ];
    }

    /// <summary>As in JSON, and not capitalised.</summary>
    private static string Flag(bool value) => value ? "true" : "false";
}
