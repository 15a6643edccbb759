namespace AdminApp.Data.Schema;

/// <summary>The database is not one of the origin's, or one too old to adopt.</summary>
public sealed class OriginSchemaException(IReadOnlyList<string> missing) : Exception(
    $"This is not a database of the origin, or one from before its last migration: {string.Join(", ", missing)} "
    + $"{(missing.Count == 1 ? "is" : "are")} missing. Run the origin's own migrations first, then adopt it. Nothing was changed.")
{
    /// <summary>Tables ("parties") and columns ("parties.is_active") that should be there.</summary>
    public IReadOnlyList<string> Missing { get; } = missing;
}
