namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Finds what somebody may have meant by a name that does not exist.</summary>
internal static class NearNames
{
    private const int MostNamed = 3;

    /// <summary>The nearest names first; none when all are far away.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> names) =>
    [
        .. names.Select(other => (Name: other, Distance: Math.Min(Distance(name, other), Distance(name, other[(other.LastIndexOf('.') + 1)..]))))
            .Where(other => other.Distance <= Math.Max(1, name.Length / 3) || other.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(other => other.Distance).ThenBy(other => other.Name, StringComparer.Ordinal)
            .Take(MostNamed).Select(other => other.Name),
    ];

    // How many letters must be put in, taken out or exchanged (Levenshtein), whatever their case.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }
        return row[other.Length];
    }
}
