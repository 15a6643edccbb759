using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>One figure and what it counts; inside a FactGrid.</summary>
public partial class Fact
{
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public TagKind Kind { get; set; }
}
