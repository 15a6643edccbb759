using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Dashboard;

/// <summary>Database, backup and migrations of the tenant in one word each, with the way to their pages.</summary>
public partial class SafetyCard
{
    /// <summary>Null until looked up.</summary>
    [Parameter]
    public SafetyShown? State { get; set; }

    [Parameter]
    public GridError? Error { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    private static string CopyText(string? state) => state is { Length: > 0 } ? char.ToUpperInvariant(state[0]) + state[1..] : "Unknown";
}
