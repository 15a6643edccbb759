using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Layout;

/// <summary>The sidebar; on a phone the same element is a drawer (a native popover) opened from the header.</summary>
public partial class NavMenu
{
    [Parameter, EditorRequired]
    public IReadOnlyList<NavGroup> Groups { get; set; } = [];
}
