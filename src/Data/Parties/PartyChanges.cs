namespace AdminApp.Data.Parties;

/// <summary>A partial update: only what is in it changes; null clears a field.</summary>
public sealed record PartyChanges
{
    /// <summary>By <see cref="PartyField.Name"/>.</summary>
    public IReadOnlyDictionary<string, string?> Fields { get; init; } = new Dictionary<string, string?>();

    /// <summary>Set when <c>gst_enabled</c> is part of the update; its value may be null.</summary>
    public bool ChangesGstEnabled { get; init; }

    public bool? GstEnabled { get; init; }

    /// <summary>Customer and vendor flags; null leaves them. The origin's API cannot change them, forms can.</summary>
    public (bool Customer, bool Vendor)? Kinds { get; init; }

    /// <summary>What differs between two states of a party: the update a form makes of what was shown and what was typed.</summary>
    public static PartyChanges Between(Party shown, Party typed)
    {
        var fields = new Dictionary<string, string?>();
        foreach (var field in PartyField.All)
        {
            // A form cannot tell null from empty; leaving a field empty that was null is no change.
            var (before, after) = (field.Get(shown), field.Get(typed));
            if ((before ?? "") != (after ?? ""))
                fields[field.Name] = string.IsNullOrEmpty(after) && field.Name != "name" ? null : after;
        }
        var kinds = (typed.IsCustomer == true, typed.IsVendor == true);
        return new PartyChanges
        {
            Fields = fields,
            ChangesGstEnabled = shown.GstEnabled != typed.GstEnabled,
            GstEnabled = typed.GstEnabled,
            Kinds = kinds == (shown.IsCustomer == true, shown.IsVendor == true) ? null : kinds,
        };
    }

    public bool IsEmpty => Fields.Count == 0 && !ChangesGstEnabled && Kinds is null;

    internal void ApplyTo(Party party)
    {
        foreach (var (name, value) in Fields)
            PartyField.ByName[name].Set(party, value);
        if (ChangesGstEnabled)
            party.GstEnabled = GstEnabled;
        if (Kinds is { } kinds)
            (party.IsCustomer, party.IsVendor) = kinds;
    }
}
