using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Dashboard;

/// <summary>The last batches, with their undo.</summary>
public partial class RecentBatches
{
    /// <summary>Null until loaded.</summary>
    [Parameter]
    public IReadOnlyList<BatchView>? Batches { get; set; }

    [Parameter]
    public bool MayUndo { get; set; }

    [Parameter]
    public EventCallback<BatchView> OnUndo { get; set; }

    [Parameter]
    public GridError? Error { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }
}
