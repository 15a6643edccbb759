using AdminApp.Features.Activations;

namespace AdminApp.Features.Products;

internal static class ProductWords
{
    public static readonly Noun Noun = Noun.Of("products");

    /// <summary>The origin's three; another one that was imported can still be named in the address.</summary>
    public static readonly IReadOnlyList<string> ItemTypes = ["tradable", "consumable", "manufactured"];

    public static string ItemType(string type) => type.Length == 0 ? "—" : char.ToUpperInvariant(type[0]) + type[1..];

    /// <summary>"SKU-17 · Consumables"; null when neither is known.</summary>
    public static string? Under(string? sku, string? category)
    {
        var parts = new[] { sku, category }.Where(part => !string.IsNullOrWhiteSpace(part));
        return string.Join(" · ", parts) is { Length: > 0 } text ? text : null;
    }
}
