using System.Text.Json;
using AdminApp.Data.Audit;
using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>One column of an audit row, in words.</summary>
/// <param name="Before">null where it was empty or is not recorded.</param>
/// <param name="After">null where it is empty now.</param>
public sealed record PartyHistoryChange(string Label, string? Before, string? After)
{
    private static readonly Dictionary<string, string> Labels = new(PartyField.All.ToDictionary(field => field.Name, field => field.Label))
    {
        ["gst_enabled"] = "GST enabled",
        ["is_customer"] = "Customer",
        ["is_vendor"] = "Vendor",
    };

    /// <summary>Said by the action itself.</summary>
    private static readonly HashSet<string> Unsaid = ["is_active", "is_protected"];

    /// <summary>"Deactivated".</summary>
    public static string Action(AuditRow row) => row.Action.ToLowerInvariant() switch
    {
        AuditActions.Create => "Created",
        AuditActions.Update => "Changed",
        AuditActions.Activate => "Activated",
        AuditActions.Deactivate => "Deactivated",
        AuditActions.Protect => "Protected",
        AuditActions.Unprotect => "Protection ended",
        _ => row.Action,
    };

    /// <summary>What differs between before and after. Imported rows hold whatever their application wrote: what is no JSON object is shown as it is.</summary>
    public static IReadOnlyList<PartyHistoryChange> Read(AuditRow row)
    {
        var (before, after) = (Values(row.Before), Values(row.After));
        if (before is null || after is null)
            return [new PartyHistoryChange("As recorded", row.Before, row.After)];
        return
        [
            .. before.Keys.Union(after.Keys)
                .Where(key => row.Source == AuditSource.Imported || !Unsaid.Contains(key))
                .Select(key => new PartyHistoryChange(Labels.GetValueOrDefault(key, key), before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                .Where(change => change.Before != change.After),
        ];
    }

    private static Dictionary<string, string?>? Values(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().GroupBy(property => property.Name).ToDictionary(group => group.Key, group => Text(group.Last().Value))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        _ => value.GetRawText(),
    };
}
