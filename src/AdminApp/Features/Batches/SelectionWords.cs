using System.Globalization;
using System.Text.Json;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Imports;
using AdminApp.Features.Activations;

namespace AdminApp.Features.Batches;

/// <summary>Reads what a batch keeps of its selection, and says it the way the list's chips do.</summary>
public static class SelectionWords
{
    /// <returns>Empty when the batch keeps none or what it keeps is not understood.</returns>
    public static IReadOnlyList<string> Of(BatchView batch)
    {
        if (batch.Filter is not { } json)
            return [];
        if (ImportOrder.Of(json) is { } import)
            return [$"From {import.File}", $"{Numbers.Text(import.Rows)} rows", .. import.Bad > 0 ? [$"{Numbers.Text(import.Bad)} with faults left out"] : Array.Empty<string>()];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? [.. Describe(document.RootElement, Noun.Of(batch.Entity))] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Describe(JsonElement filter, Noun noun)
    {
        if (Number(filter, "ids") is { } ids)
        {
            yield return $"{Numbers.Text(ids)} chosen one by one";
            yield break;
        }
        if (Text(filter, "left_out_of") is not null)
        {
            yield return "What an earlier batch left out";
            yield break;
        }
        yield return Text(filter, "kind")?.ToLowerInvariant() is "customers" or "vendors" ? $"All {Text(filter, "kind")!.ToLowerInvariant()} that match" : $"All {noun.Many} that match";
        yield return Text(filter, "status") switch { "Active" => "Active", "Inactive" => "Inactive", _ => "Active and inactive" };
        if (Text(filter, "search") is { } search)
            yield return $"Search: {search}";
        foreach (var (name, label) in new[] { ("cities", "City"), ("states", "State"), ("registration", "Registration"), ("category", "Category"), ("item_type", "Type") })
        {
            if (Text(filter, name) is { } value)
                yield return $"{label}: {value}";
        }
        if (Text(filter, "gst_enabled") is { } gst)
            yield return gst == "true" ? "GST enabled" : "GST not enabled";
        if (Number(filter, "except") is { } except and > 0)
            yield return $"except {Numbers.Text(except)} chosen one by one";
    }

    private static long? Number(JsonElement filter, string name) =>
        filter.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    /// <summary>The value as shown; null for none, an empty text and an empty list.</summary>
    private static string? Text(JsonElement filter, string name)
    {
        if (!filter.TryGetProperty(name, out var value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => item.ToString())),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
