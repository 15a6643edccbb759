namespace AdminApp.Data.Views;

/// <summary>A list as somebody wants to find it again: its address without the path. A row of central.db.</summary>
public sealed class SavedView
{
    public long Id { get; set; }

    /// <summary>Whose it is.</summary>
    public string UserId { get; set; } = "";

    public int TenantId { get; set; }

    /// <summary>Path of the list, such as "/parties/customers".</summary>
    public string List { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The address behind "?": filters, sort, columns. No page.</summary>
    public string Query { get; set; } = "";

    /// <summary>Everybody in the tenant sees it.</summary>
    public bool IsShared { get; set; }

    public DateTime UpdatedAt { get; set; }
}

/// <summary>How a person likes a grid to look, in every tenant. A row of central.db.</summary>
public sealed class GridPreference
{
    public string UserId { get; set; } = "";

    /// <summary>Name of the grid, such as "parties".</summary>
    public string Grid { get; set; } = "";

    /// <summary>Keys of the columns shown, in order, with commas between; null as the grid has them.</summary>
    public string? Columns { get; set; }

    /// <summary>Rows close together.</summary>
    public bool IsCompact { get; set; }
}
