using System.Text.RegularExpressions;

namespace AdminApp.Data.Parties;

/// <summary>
/// The GSTIN rule of the origin's API: 15 characters; two digits, five capitals, four digits, a capital, an alphanumeric, any
/// character, an alphanumeric. A wrong check character is accepted too: old rows have one, and a stricter rule on update would break the contract.
/// </summary>
public static partial class Gstin
{
    private const int Characters = 15, Base = 36;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static bool IsAccepted(string gstin) => Pattern().IsMatch(gstin);

    /// <summary>The check character that the other fourteen ask for; null for what is no GSTIN by its form.</summary>
    /// <remarks>Each character counts as its value to the base 36, every second one twice, and a product as the sum of its two digits.</remarks>
    public static char? CheckCharacter(string gstin)
    {
        if (!IsAccepted(gstin))
            return null;
        var sum = 0;
        for (var i = 0; i < Characters - 1; i++)
        {
            var value = Digits.IndexOf(char.ToUpperInvariant(gstin[i]), StringComparison.Ordinal);
            if (value < 0)
                return null;
            var product = value * (1 + i % 2);
            sum += product / Base + product % Base;
        }
        return Digits[(Base - sum % Base) % Base];
    }

    /// <summary>It has the right form and the wrong check character: a slip of the pen, most likely. Worth a word, no refusal.</summary>
    public static bool IsDoubtful(string? gstin) => gstin is { Length: Characters } && IsAccepted(gstin) && CheckCharacter(gstin) != char.ToUpperInvariant(gstin[^1]);

    [GeneratedRegex(@"\A[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Za-z].[0-9A-Za-z]\z")]
    private static partial Regex Pattern();
}
