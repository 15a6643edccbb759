using System.Collections.Frozen;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>What a list of parties shows, read from its address: the back button, a reload and a link restore it.</summary>
/// <param name="List">Which of the three lists.</param>
/// <param name="Filter">Its kind is the list's, or on the list of all the chosen type's.</param>
/// <param name="Sort">Its key is one of <see cref="SortKeys"/>.</param>
/// <param name="PageIndex">From 0.</param>
/// <param name="PageSize">One of <see cref="PageSizes"/>.</param>
public sealed record PartyListState(PartyKind List, PartyFilter Filter, GridSort Sort, int PageIndex, int PageSize)
{
    public static readonly IReadOnlyList<int> PageSizes = [25, 50, 100];

    private static readonly GridSort ByName = new("name");

    private static readonly FrozenDictionary<string, PartySort> SortKeys = new Dictionary<string, PartySort>
    {
        ["name"] = PartySort.Name,
        ["contact"] = PartySort.Contact,
        ["email"] = PartySort.Email,
        ["gstin"] = PartySort.Gstin,
        ["open"] = PartySort.OpenBalance,
        ["active"] = PartySort.Active,
    }.ToFrozenDictionary();

    public PartySort SortBy => SortKeys[Sort.Key];

    /// <returns>The list at an address; null when the address is another page's.</returns>
    public static PartyKind? ListAt(string path) => path.TrimEnd('/') switch
    {
        "/parties" => PartyKind.All,
        "/parties/customers" => PartyKind.Customers,
        "/parties/vendors" => PartyKind.Vendors,
        _ => null,
    };

    /// <summary>Whatever an address says that is not understood falls back to the default, as if it were not there.</summary>
    public static PartyListState Read(PartyKind list, UrlState url) => new(
        list,
        new PartyFilter
        {
            Kind = list == PartyKind.All ? Kind(url.Text("type")) : list,
            Status = Status(url.Text("status")),
            Search = url.Text("q"),
            Cities = url.Many("city"),
            States = url.Many("state"),
            GstEnabled = url.Flag("gst"),
            Registration = url.Text("registration"),
        },
        GridSort.Parse(url.Text("sort")) is { } sort && SortKeys.ContainsKey(sort.Key) ? sort : ByName,
        Math.Clamp(url.Number("page", 1), 1, 1_000_000) - 1,
        PageSizes.Contains(url.Number("size", PageSizes[0])) ? url.Number("size", PageSizes[0]) : PageSizes[0]);

    /// <summary>The same records, in whatever order and on whatever page: a selection stays valid.</summary>
    public bool HasFilterOf(PartyListState? other) =>
        other is not null && Filter with { Cities = [], States = [] } == other.Filter with { Cities = [], States = [] }
        && Filter.Cities.SequenceEqual(other.Filter.Cities) && Filter.States.SequenceEqual(other.Filter.States);

    public static string? SortText(GridSort sort) => sort == ByName ? null : sort.ToString();

    public static string? StatusText(StatusFilter status) => status == StatusFilter.Active ? null : status.ToString().ToLowerInvariant();

    public static string? TypeText(PartyKind kind) => kind switch
    {
        PartyKind.Customers => "customer",
        PartyKind.Vendors => "vendor",
        _ => null,
    };

    private static PartyKind Kind(string? type) => type switch
    {
        "customer" => PartyKind.Customers,
        "vendor" => PartyKind.Vendors,
        _ => PartyKind.All,
    };

    private static StatusFilter Status(string? status) => status switch
    {
        "inactive" => StatusFilter.Inactive,
        "all" => StatusFilter.All,
        _ => StatusFilter.Active,
    };
}
