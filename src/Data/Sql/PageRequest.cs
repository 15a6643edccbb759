namespace AdminApp.Data.Sql;

/// <summary>Which page of a list is wanted. Behind or before a cursor a page costs what the first costs; by its index alone, the rows before it are walked over.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Size">Rows; services clamp it.</param>
public sealed record PageRequest(int Index, int Size)
{
    /// <summary>The page begins behind the row with this cursor. One that is not understood, or of another order, is ignored.</summary>
    public string? After { get; init; }

    /// <summary>The page ends before the row with this cursor.</summary>
    public string? Before { get; init; }
}

/// <summary>A page as it was read.</summary>
/// <param name="Rows">At most as many as asked for.</param>
/// <param name="Index">From 0; another than asked for where the list began meanwhile.</param>
/// <param name="HasMore">There is a row behind the last.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, int Index, bool HasMore)
{
    /// <summary>Cursor of the first row; null without rows.</summary>
    public string? First { get; init; }

    /// <summary>Cursor of the last row; null without rows.</summary>
    public string? Last { get; init; }
}
