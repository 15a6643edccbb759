using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

public partial class FactGrid
{
    /// <summary>Fact elements.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
