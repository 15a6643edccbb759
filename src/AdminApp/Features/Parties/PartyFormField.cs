using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>A field of the form as people compare it: its name in the API, its label, what it shows, and how it is taken over.</summary>
/// <param name="Show">The value in words; "" when empty.</param>
/// <param name="Copy">Copies the value from the first party to the second.</param>
public sealed record PartyFormField(string Name, string Label, Func<Party, string> Show, Action<Party, Party> Copy)
{
    /// <summary>Key of the failures about customer and vendor, as <see cref="PartyValidator"/> names them.</summary>
    public const string Type = "type";

    public const string GstEnabled = "gst_enabled";

    public static IReadOnlyList<PartyFormField> All { get; } =
    [
        new(Type, "Type", party => PartyWords.Type(party.IsCustomer == true, party.IsVendor == true), (from, to) => (to.IsCustomer, to.IsVendor) = (from.IsCustomer, from.IsVendor)),
        .. PartyField.All.Select(field => new PartyFormField(field.Name, field.Label, party => field.Get(party) ?? "", (from, to) => field.Set(to, field.Get(from)))),
        new(GstEnabled, "GST enabled", party => party.GstEnabled == false ? "no" : "yes", (from, to) => to.GstEnabled = from.GstEnabled),
    ];

    public static string LabelOf(string name) => All.FirstOrDefault(field => field.Name == name)?.Label ?? name;

    /// <summary>A party of its own with the same fields, id, version and state.</summary>
    public static Party CopyOf(Party party)
    {
        var clone = new Party { Id = party.Id, Version = party.Version, IsActive = party.IsActive, IsProtected = party.IsProtected };
        foreach (var field in All)
            field.Copy(party, clone);
        return clone;
    }
}
