using System.Text;

namespace AdminApp.Data.Text;

/// <summary>
/// Case- and accent-insensitive form of a text, for searching and sorting where the database folds ASCII only: compatibility
/// decomposition, combining marks dropped (Indic vowel signs and viramas, which carry meaning, are kept), case folded.
/// </summary>
public static class SearchFold
{
    private const char CombiningGraphemeJoinerStart = '\u0300';
    private const char CombiningMarksEnd = '\u036F';

    /// <returns>The folded text; "" for null or empty.</returns>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        string decomposed;
        try
        {
            decomposed = text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // Lone surrogates cannot be normalised; they still have to be findable by what surrounds them.
            decomposed = text;
        }
        var folded = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            if (c is >= CombiningGraphemeJoinerStart and <= CombiningMarksEnd)
                continue;
            // Upper first: ſ and ς fold with s and σ, ß stays ß.
            folded.Append(char.ToLowerInvariant(char.ToUpperInvariant(c)));
        }
        return folded.ToString();
    }

    /// <summary>The searchable text of a record: its fields folded, one a line, so that no term matches across two fields.</summary>
    public static string Join(params ReadOnlySpan<string?> fields)
    {
        var joined = new StringBuilder();
        foreach (var field in fields)
        {
            if (string.IsNullOrEmpty(field))
                continue;
            if (joined.Length > 0)
                joined.Append('\n');
            joined.Append(Fold(field));
        }
        return joined.ToString();
    }

    /// <summary>A LIKE pattern (ESCAPE '\') that finds the term anywhere, with <c>%</c>, <c>_</c> and <c>\</c> literal.</summary>
    public static string LikePattern(string term) =>
        "%" + Fold(term).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
