namespace AdminApp.Features.Batches;

/// <summary>What the records of a table are called.</summary>
/// <param name="One">"party".</param>
/// <param name="Many">"parties".</param>
public sealed record EntityWords(string One, string Many)
{
    /// <param name="entity">Table, such as "parties".</param>
    public static EntityWords Of(string entity) => entity switch
    {
        "parties" => new("party", "parties"),
        "products" => new("product", "products"),
        _ => new("record", "records"),
    };

    /// <summary>The record's page; null where it has none.</summary>
    public static string? Href(string entity, long? id) => entity == "parties" && id is { } known ? $"/parties/{known}" : null;
}
