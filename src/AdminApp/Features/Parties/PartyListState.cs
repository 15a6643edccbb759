using System.Collections.Frozen;
using AdminApp.Components.Controls;
using AdminApp.Data.Parties;
using AdminApp.Data.Sql;
using AdminApp.Features.Activations;

namespace AdminApp.Features.Parties;

/// <summary>What a list of parties shows, read from its address: the back button, a reload and a link restore it.</summary>
/// <param name="List">Which of the three lists.</param>
/// <param name="Filter">Its kind is the list's, or on the list of all the chosen type's.</param>
/// <param name="Sort">Its keys are some of <see cref="SortKeys"/>.</param>
/// <param name="Page">Where in the list.</param>
public sealed record PartyListState(PartyKind List, PartyFilter Filter, GridSort Sort, PageRequest Page)
{
    private static readonly GridSort ByName = new("name");

    private static readonly FrozenDictionary<string, PartySort> SortKeys = new Dictionary<string, PartySort>
    {
        ["name"] = PartySort.Name,
        ["id"] = PartySort.Id,
        ["contact"] = PartySort.Contact,
        ["phone"] = PartySort.Phone,
        ["email"] = PartySort.Email,
        ["gstin"] = PartySort.Gstin,
        ["city"] = PartySort.City,
        ["state"] = PartySort.State,
        ["registration"] = PartySort.Registration,
        ["open"] = PartySort.OpenBalance,
        ["active"] = PartySort.Active,
    }.ToFrozenDictionary();

    /// <summary>An address of the list without any filter.</summary>
    public static readonly (string Name, object? Value)[] NoFilters =
        [.. new[] { "q", "city", "state", "gst", "registration", "type", "gstin", "protected", "open" }.Select(name => (name, (object?)null))];

    public IReadOnlyList<PartyOrder> Order => [.. Sort.Levels.Select(level => new PartyOrder(SortKeys[level.Key], level.Descending))];

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
            Status = StatusCounts.Parse(url.Text("status")),
            Search = url.Text("q"),
            Cities = url.Many("city"),
            States = url.Many("state"),
            GstEnabled = url.Flag("gst"),
            Registration = url.Text("registration"),
            HasGstin = url.Flag("gstin"),
            IsProtected = url.Flag("protected"),
            HasOpenInvoices = url.Flag("open"),
        },
        GridSort.Parse(url.Many("sort"), SortKeys.ContainsKey) ?? ByName,
        url.Page());

    /// <summary>The same records, in whatever order and on whatever page: a selection stays valid.</summary>
    public bool HasFilterOf(PartyListState? other) =>
        other is not null && Filter with { Cities = [], States = [] } == other.Filter with { Cities = [], States = [] }
        && Filter.Cities.SequenceEqual(other.Filter.Cities) && Filter.States.SequenceEqual(other.Filter.States);

    public static IReadOnlyList<string>? SortTexts(GridSort sort) => sort == ByName ? null : sort.Texts;

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
}
