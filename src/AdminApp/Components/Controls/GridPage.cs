namespace AdminApp.Components.Controls;

/// <summary>One page of rows as a service returned it.</summary>
/// <param name="Total">Rows that match the filter; a lower bound when <paramref name="TotalIsExact"/> is false.</param>
/// <param name="PageIndex">Zero-based.</param>
public sealed record GridPage<TRow>(IReadOnlyList<TRow> Rows, long Total, bool TotalIsExact, int PageIndex, int PageSize)
{
    /// <summary>Whether rows follow; null where the total must tell.</summary>
    public bool? HasMore { get; init; }
}

/// <summary>Why the grid could not load; the rows it had stay.</summary>
public sealed record GridError(string Message, string? TraceId = null);
