using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AdminApp.Api;

/// <summary>Reads texts of a path or query as the origin does, so that what it took is taken and what it refused is refused.</summary>
internal static partial class ApiText
{
    private static readonly FrozenSet<string> Yes = FrozenSet.ToFrozenSet(["1", "on", "t", "true", "y", "yes"], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> No = FrozenSet.ToFrozenSet(["0", "off", "f", "false", "n", "no"], StringComparer.OrdinalIgnoreCase);

    /// <returns>null when the text is neither.</returns>
    public static bool? Flag(string text) => Yes.Contains(text) ? true : No.Contains(text) ? false : null;

    /// <exception cref="ApiValidationException">Neither yes nor no.</exception>
    public static bool QueryFlag(string? text, bool absent, string name) => text is null
        ? absent
        : Flag(text) ?? throw new ApiValidationException(ApiFault.NotABoolean(text, "query", name));

    /// <summary>An id of the path. One too large for the database is a number all the same: there is no such record.</summary>
    /// <exception cref="ApiValidationException">Not a whole number.</exception>
    public static int PathId(string text, string name)
    {
        if (!WholeNumber().IsMatch(text))
            throw new ApiValidationException(ApiFault.NotAnInteger(text, "path", name));
        return int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : -1;
    }

    /// <exception cref="ApiValidationException">Not a whole number, or outside the bounds.</exception>
    public static int? QueryNumber(string? text, string name, int least, int most)
    {
        if (text is null)
            return null;
        if (!WholeNumber().IsMatch(text))
            throw new ApiValidationException(ApiFault.NotAnInteger(text, "query", name));
        if (!int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            number = text.Contains('-', StringComparison.Ordinal) ? int.MinValue : int.MaxValue;
        if (number < least)
            throw new ApiValidationException(new ApiFault("greater_than_equal", ["query", name], $"Input should be greater than or equal to {least}", text, new Dictionary<string, object> { ["ge"] = least }));
        if (number > most)
            throw new ApiValidationException(new ApiFault("less_than_equal", ["query", name], $"Input should be less than or equal to {most}", text, new Dictionary<string, object> { ["le"] = most }));
        return number;
    }

    /// <summary>An ISO date or instant; without an offset it is UTC.</summary>
    /// <exception cref="ApiValidationException">Neither.</exception>
    public static DateTime? QueryInstant(string? text, string name)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        // A plus sign in a query is a blank unless the caller escaped it.
        if (!IsoInstant().IsMatch(text)
            || !DateTime.TryParse(text.Replace(' ', text.Contains('T', StringComparison.Ordinal) ? '+' : ' '), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            throw new ApiValidationException(new ApiFault("datetime_from_date_parsing", ["query", name], "Input should be a valid datetime or date, such as 2026-01-31 or 2026-01-31T18:30:00Z", text));
        return instant;
    }

    [GeneratedRegex(@"\A\s*[+-]?[0-9]+\s*\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+ -][0-9]{2}:?[0-9]{2})?)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex IsoInstant();
}
