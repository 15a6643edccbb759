using System.Text.Json.Serialization;

namespace AdminApp.Components.Controls;

/// <summary>How a person wants a grid to look.</summary>
/// <param name="Columns">Keys of the columns shown, in order, with commas between; null as the grid declares them. The first column is always there.</param>
/// <param name="Compact">Rows close together.</param>
public sealed record GridLayout(string? Columns = null, bool Compact = false)
{
    public static readonly GridLayout Default = new();

    /// <summary>Null as the grid declares them.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Keys => Columns?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A column that can be chosen.</summary>
/// <param name="Position">Where the grid declares it.</param>
/// <param name="Fixed">Always there and always first: it names the row.</param>
public sealed record GridColumnChoice(string Key, string Title, int Position, bool Shown, bool Fixed);
