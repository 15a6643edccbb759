using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>A count that says nothing when there is nothing to say.</summary>
public partial class Figure
{
    [Parameter, EditorRequired]
    public long Value { get; set; }
}
