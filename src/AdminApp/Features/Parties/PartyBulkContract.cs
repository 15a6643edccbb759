using AdminApp.Api;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>The body of a bulk action: either ids or a filter. Other keys are refused, lest a misspelt one selects more than meant.</summary>
/// <param name="Ids">1 to 100,000 parties.</param>
/// <param name="Filter">All parties that match.</param>
/// <param name="Reason">Goes into every audit row; required unless it is a dry run. At most 500 characters.</param>
/// <param name="DryRun">Only count what would happen.</param>
/// <param name="ExpectedChanges">Nothing is changed (409) when another number of parties would change.</param>
public sealed record BulkRequest(IReadOnlyList<int>? Ids = null, BulkFilter? Filter = null, string? Reason = null, bool DryRun = false, int? ExpectedChanges = null);

/// <summary>What the parties must match; what is left out is not asked.</summary>
/// <param name="Type">customer or vendor, as in the field type.</param>
/// <param name="Status">active, inactive or all; by default those that can change: active ones to deactivate, inactive ones to activate.</param>
/// <param name="Search">As in lists.</param>
/// <param name="City">Exact billing city, one or several.</param>
/// <param name="State">Exact billing state, one or several.</param>
/// <param name="GstRegistrationStatus">Exact registration status.</param>
public sealed record BulkFilter(
    string? Type = null, string? Status = null, string? Search = null, IReadOnlyList<string>? City = null, IReadOnlyList<string>? State = null,
    bool? GstEnabled = null, string? GstRegistrationStatus = null);

/// <summary>A bulk action as read from a request.</summary>
internal sealed record BulkOrder(PartySelection Selection, IReadOnlyList<int>? Ids, string? Reason, bool DryRun, int? ExpectedChanges)
{
    private const int MaxIds = 100_000;
    private const int MaxReason = 500;

    /// <exception cref="ApiValidationException">The body does not say what to do, or says it wrongly.</exception>
    public static async Task<BulkOrder> ReadAsync(HttpRequest request, bool activate)
    {
        var body = await ApiBody.ReadAsync(request);
        body.AllowOnly("ids", "filter", "reason", "dry_run", "expected_changes");
        var ids = body.Numbers("ids", MaxIds)?.Distinct().ToList();
        var filter = body.Part("filter") is { } part ? ReadFilter(part, activate) : null;
        if (ids is null == filter is null)
            body.Fault(ApiFault.Value("Send either ids or filter", null, "body"));
        var dryRun = body.Flag("dry_run") ?? false;
        var reason = dryRun ? body.OptionalText("reason") : body.RequiredText("reason");
        if (!dryRun && reason is not null && body.Has("reason") && string.IsNullOrWhiteSpace(reason))
            body.Fault(ApiFault.Value("A reason is required; it is kept in the audit trail", reason, "body", "reason"));
        if (reason?.Trim().Length > MaxReason)
            body.Fault(ApiFault.TooLong(reason, MaxReason, "body", "reason"));
        var expected = body.Number("expected_changes");
        body.Refuse();
        return new BulkOrder(ids is not null ? PartySelection.Of(ids) : PartySelection.Matching(filter!, []), ids, reason, dryRun, expected);
    }

    private static PartyFilter ReadFilter(ApiBody part, bool activate)
    {
        part.AllowOnly("type", "status", "search", "city", "state", "gst_enabled", "gst_registration_status");
        var type = OneOf(part, "type", PartyResponse.Customer, PartyResponse.Vendor);
        return new PartyFilter
        {
            Kind = type == PartyResponse.Vendor ? PartyKind.Vendors : PartyKind.All,
            NoVendors = type == PartyResponse.Customer,
            Status = OneOf(part, "status", "active", "inactive", "all") switch
            {
                "active" => StatusFilter.Active,
                "inactive" => StatusFilter.Inactive,
                "all" => StatusFilter.All,
                _ => activate ? StatusFilter.Inactive : StatusFilter.Active,
            },
            Search = part.OptionalText("search"),
            Cities = part.Texts("city"),
            States = part.Texts("state"),
            GstEnabled = part.Flag("gst_enabled"),
            Registration = part.OptionalText("gst_registration_status"),
        };
    }

    private static string? OneOf(ApiBody part, string name, params string[] words)
    {
        var word = part.OptionalText(name);
        if (word is null || words.Contains(word))
            return word;
        part.Fault(new ApiFault("literal_error", part.At(name), $"Input should be {string.Join(", ", words[..^1].Select(Quoted))} or {Quoted(words[^1])}", word));
        return null;
    }

    private static string Quoted(string word) => $"'{word}'";
}
