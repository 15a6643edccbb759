using AdminApp.Data.Text;

namespace AdminApp.Data.Parties;

/// <summary>Whether two names may be one party's: the same but for legal forms, punctuation, accents and a slip or two.</summary>
internal static class NameLikeness
{
    private static readonly HashSet<string> Legal = ["pvt", "private", "ltd", "limited", "llp", "inc", "co", "company", "corp", "corporation", "and", "the", "ms", "messrs"];

    public static bool IsSimilar(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        // Branches and units differ by their number alone.
        if (!Numbers(a).SequenceEqual(Numbers(b)))
            return false;
        var (left, right) = (string.Join(' ', a), string.Join(' ', b));
        if (left.Length == 0 || right.Length == 0)
            return false;
        var allowed = Math.Min(left.Length, right.Length) switch { < 6 => 0, < 12 => 1, _ => 2 };
        return Math.Abs(left.Length - right.Length) <= allowed && Distance(left, right) <= allowed;
    }

    private static string[] Words(string name) =>
    [
        .. new string([.. SearchFold.Fold(name).Replace("m/s", " ", StringComparison.Ordinal).Select(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.NonSpacingMark ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Legal.Contains(word)),
    ];

    private static IEnumerable<string> Numbers(string[] words) => words.Where(word => word.Any(char.IsDigit));

    /// <summary>Letters to insert, leave out or exchange.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
