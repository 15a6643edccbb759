namespace AdminApp.Data.Parties;

/// <summary>Telephone numbers without what people write between the digits, and without the country: the last ten digits.</summary>
internal static class PartyPhone
{
    private const int Kept = 10;

    /// <summary>Fewer digits than this name nobody in particular.</summary>
    public const int Shortest = 7;

    /// <summary>The same as <see cref="Of"/> in SQL of both providers.</summary>
    public static string Digits(string column)
    {
        var bare = $"replace(replace(replace(replace(replace(replace({column}, ' ', ''), '-', ''), '(', ''), ')', ''), '+', ''), '.', '')";
        return $"substr({bare}, CASE WHEN length({bare}) > {Kept} THEN length({bare}) - {Kept - 1} ELSE 1 END)";
    }

    public static string Of(string? number)
    {
        var bare = string.Concat((number ?? "").Where(c => !" -()+.".Contains(c, StringComparison.Ordinal)));
        return bare.Length > Kept ? bare[^Kept..] : bare;
    }
}
