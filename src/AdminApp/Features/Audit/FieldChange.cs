using System.Globalization;
using System.Text.Json;

namespace AdminApp.Features.Audit;

/// <summary>One field of an audit row, before and after, as people read it; null where there was or is nothing.</summary>
public sealed record FieldChange(string Field, string? Before, string? After)
{
    /// <summary>Longest value shown without asking for it.</summary>
    public const int Short = 60;

    public bool IsLong => Before?.Length > Short || After?.Length > Short;

    /// <summary>The fields of both JSON objects in their order. Text that is no object, as imported rows may hold, is one field without a name.</summary>
    public static IReadOnlyList<FieldChange> Of(string? before, string? after)
    {
        var (was, now) = (Read(before), Read(after));
        if (was is null || now is null)
            return string.IsNullOrWhiteSpace(before) && string.IsNullOrWhiteSpace(after) ? [] : [new FieldChange("", before, after)];
        return [.. was.Keys.Union(now.Keys).Select(name => new FieldChange(Label(name), was.GetValueOrDefault(name), now.GetValueOrDefault(name)))
            .Where(change => change.Before is not null || change.After is not null)];
    }

    /// <summary>"billing_city" becomes "Billing city"; what everybody writes in capitals stays so.</summary>
    internal static string Label(string name)
    {
        if (name is "is_active" or "is_protected" or "is_customer" or "is_vendor")
            name = name[3..];
        var words = name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => word is "gst" or "gstin" or "hsn" or "sku" or "id" or "ip" ? word.ToUpperInvariant() : word);
        var label = string.Join(' ', words).Replace("email", "e-mail", StringComparison.Ordinal);
        return label.Length == 0 ? name : char.ToUpperInvariant(label[0]) + label[1..];
    }

    /// <returns>null for text that is no JSON object; empty for none.</returns>
    private static Dictionary<string, string?>? Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Null)
                return [];
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
                fields[property.Name] = Value(property.Value);
            return fields;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? Instant(text) : null,
        _ => value.GetRawText(),
    };

    /// <summary>Instants as the audit writes them, without the machine's T and fractions.</summary>
    private static string Instant(string text) =>
        text.Length >= 19 && text[10] == 'T' && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : text;
}
