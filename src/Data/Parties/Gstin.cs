using System.Text.RegularExpressions;

namespace AdminApp.Data.Parties;

/// <summary>
/// The GSTIN rule of the origin's API: 15 characters; two digits, five capitals, four digits, a capital, an alphanumeric, any
/// character, an alphanumeric. No checksum: old rows fail it, and a stricter rule on update would break the contract.
/// </summary>
public static partial class Gstin
{
    public static bool IsAccepted(string gstin) => Pattern().IsMatch(gstin);

    [GeneratedRegex(@"\A[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Za-z].[0-9A-Za-z]\z")]
    private static partial Regex Pattern();
}
