namespace AdminApp.Components.Controls;

/// <summary>One page of rows as a service returned it.</summary>
/// <param name="Total">Rows that match the filter; a lower bound when <paramref name="TotalIsExact"/> is false.</param>
/// <param name="PageIndex">Zero-based.</param>
public sealed record GridPage<TRow>(IReadOnlyList<TRow> Rows, long Total, bool TotalIsExact, int PageIndex, int PageSize);

/// <param name="Key">The column's SortKey.</param>
public sealed record GridSort(string Key, bool Descending = false)
{
    /// <summary>"name", or "-name" for descending, as in the URL; null when there is nothing to read.</summary>
    public static GridSort? Parse(string? text) => text switch
    {
        null or "" or "-" => null,
        _ when text[0] == '-' => new GridSort(text[1..], true),
        _ => new GridSort(text),
    };

    public override string ToString() => (Descending ? "-" : "") + Key;
}

/// <summary>Why the grid could not load; the rows it had stay.</summary>
public sealed record GridError(string Message, string? TraceId = null);
