namespace AdminApp.Features;

/// <summary>Where a record of a table is shown.</summary>
public static class RecordPaths
{
    /// <returns>null for records without a page of their own.</returns>
    public static string? Of(string entity, long? id) => entity == "parties" && id is { } known ? $"/parties/{known}" : null;
}
