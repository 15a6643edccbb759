using System.Collections.Frozen;
using AdminApp.Data.Parties;
using AdminApp.Data.Text;

namespace AdminApp.Data.Imports;

/// <summary>What a column of a file may hold, and which columns suggest themselves by their headings.</summary>
public static class ImportFields
{
    public const string Type = "type";
    public const string GstEnabled = "gst_enabled";
    public const string IsCustomer = "is_customer";
    public const string IsVendor = "is_vendor";

    /// <summary>Name and label of each field, in the order of the API.</summary>
    public static IReadOnlyList<(string Name, string Label)> All { get; } =
    [
        (Type, "Type (customer, vendor, both)"),
        .. PartyField.All.Select(field => (field.Name, field.Label)),
        (GstEnabled, "GST enabled (yes, no)"),
        (IsCustomer, "Is a customer (yes, no)"),
        (IsVendor, "Is a vendor (yes, no)"),
    ];

    private static readonly FrozenDictionary<string, string> Headings = All.Select(field => (Key(field.Name), field.Name))
        .Concat(PartyField.All.Select(field => (Key(field.Label), field.Name)))
        .Concat(Also("name", "party", "party name", "company", "company name", "customer", "customer name", "vendor", "vendor name", "supplier", "business name"))
        .Concat(Also("contact_person", "contact", "contact name", "person"))
        .Concat(Also("contact_number", "phone", "phone number", "mobile", "mobile number", "telephone", "contact no", "phone no"))
        .Concat(Also("email", "e-mail", "mail", "email address", "e-mail address"))
        .Concat(Also("gstin", "gst", "gst no", "gst number", "gstin no", "gstin number", "gst in"))
        .Concat(Also("gst_registration_status", "registration", "registration status", "gst status"))
        .Concat(Also("billing_address_line1", "address", "address line 1", "address 1", "billing address", "street"))
        .Concat(Also("billing_address_line2", "address line 2", "address 2"))
        .Concat(Also("billing_city", "city", "town"))
        .Concat(Also("billing_state", "state"))
        .Concat(Also("billing_country", "country"))
        .Concat(Also("billing_pincode", "pincode", "pin code", "pin", "postcode", "postal code", "zip", "zip code"))
        .Concat(Also("notes", "note", "remarks", "comment", "comments"))
        .Concat(Also(Type, "kind", "party type"))
        .DistinctBy(pair => pair.Item1).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>A field for each heading; null for one that suggests none, or whose field another column before it has.</summary>
    public static IReadOnlyList<string?> Suggest(IReadOnlyList<string> headings)
    {
        var taken = new HashSet<string>();
        return [.. headings.Select(heading => Headings.TryGetValue(Key(heading), out var field) && taken.Add(field) ? field : null)];
    }

    /// <exception cref="ImportException">A field is unknown, chosen twice, or the name is missing.</exception>
    public static void Require(IReadOnlyList<string?> columns, int headings)
    {
        if (columns.Count != headings)
            throw new ImportException($"The file has {headings} columns and the mapping {columns.Count}. Say for each column what it holds, in their order.");
        var chosen = columns.OfType<string>().ToList();
        if (chosen.FirstOrDefault(name => All.All(field => field.Name != name)) is { } unknown)
            throw new ImportException($"\"{unknown}\" is no field of a party. Choose among {string.Join(", ", All.Select(field => field.Name))}.");
        if (chosen.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ImportException($"Two columns are to be {twice.Key}. Choose one of them, and leave the other out.");
        if (!chosen.Contains("name"))
            throw new ImportException("No column holds the name. Choose the one that does.");
    }

    private static IEnumerable<(string, string)> Also(string field, params string[] headings) => headings.Select(heading => (Key(heading), field));

    private static string Key(string heading) => string.Concat(SearchFold.Fold(heading).Where(char.IsLetterOrDigit));
}
