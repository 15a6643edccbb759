using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>Grey rows of the height of real ones, so that nothing moves when data arrives.</summary>
public partial class GridSkeleton
{
    [Parameter]
    public int Columns { get; set; } = 4;

    [Parameter]
    public int Rows { get; set; } = 8;
}
