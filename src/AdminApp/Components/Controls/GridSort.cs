namespace AdminApp.Components.Controls;

/// <summary>What a grid is sorted by, and by what the rows that are alike in that.</summary>
/// <param name="Key">The column's SortKey.</param>
public sealed record GridSort(string Key, bool Descending = false)
{
    /// <summary>More than these nobody can tell by looking.</summary>
    private const int Most = 3;

    /// <summary>The next level; null when this is the last.</summary>
    public GridSort? Then { get; init; }

    /// <summary>This and what comes after it, the most significant first; each without its <see cref="Then"/>.</summary>
    public IReadOnlyList<GridSort> Levels => [this with { Then = null }, .. Then?.Levels ?? []];

    /// <summary>"name", or "-name" for descending, as in the URL; null when there is nothing to read.</summary>
    public static GridSort? Parse(string? text) => text switch
    {
        null or "" or "-" => null,
        _ when text[0] == '-' => new GridSort(text[1..], true),
        _ => new GridSort(text),
    };

    /// <summary>Several levels as in the URL, the most significant first; null when none is known.</summary>
    /// <param name="texts">Each as <see cref="Parse(string?)"/> takes it.</param>
    /// <param name="isKey">Whether the grid has such a key; others are left out.</param>
    public static GridSort? Parse(IEnumerable<string> texts, Func<string, bool> isKey) =>
        Of(texts.Select(Parse).OfType<GridSort>().Where(level => isKey(level.Key)).DistinctBy(level => level.Key).Take(Most));

    /// <summary>The levels as in the URL.</summary>
    public IReadOnlyList<string> Texts => [.. Levels.Select(level => (level.Descending ? "-" : "") + level.Key)];

    /// <summary>The order after a click on a heading: by that column alone, or turned round if it is so already.</summary>
    public static GridSort Turned(GridSort? sort, string key) => new(key, sort?.Key == key && !sort.Descending);

    /// <summary>The order after a click that adds: the column becomes the last level, then turns round, then goes again.</summary>
    public static GridSort Added(GridSort? sort, string key)
    {
        var levels = sort?.Levels ?? [];
        return levels.FirstOrDefault(level => level.Key == key) switch
        {
            null => Of([.. levels.Take(Most - 1), new GridSort(key)])!,
            { Descending: false } => Of(levels.Select(level => level.Key == key ? new GridSort(key, true) : level))!,
            _ when levels.Count == 1 => new GridSort(key),
            _ => Of(levels.Where(level => level.Key != key))!,
        };
    }

    public override string ToString() => string.Join(", ", Texts);

    private static GridSort? Of(IEnumerable<GridSort> levels) => levels.Reverse().Aggregate((GridSort?)null, (then, level) => level with { Then = then });
}
