using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>A checkbox with a 24 px target; keyboard.js turns data-mixed into the browser's indeterminate state.</summary>
public partial class GridCheckbox
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Null: some of what it stands for.</summary>
    [Parameter]
    public bool? Value { get; set; }

    [Parameter]
    public EventCallback<bool> ValueChanged { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    private Task Changed(ChangeEventArgs change) => ValueChanged.InvokeAsync(change.Value is true);
}
