using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>
/// A row's is-active switch. Its label never changes (the state is the switch's own); it does not move until its owner
/// confirms the change by a new Value.
/// </summary>
public partial class ActiveSwitch
{
    /// <summary>The record's name.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public bool Value { get; set; }

    /// <summary>The value asked for.</summary>
    [Parameter]
    public EventCallback<bool> ValueChanged { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public string? DisabledReason { get; set; }

    /// <summary>Set when the change was refused because the row changed elsewhere: the value it has now. Nothing was overwritten.</summary>
    [Parameter]
    public bool? StaleCurrent { get; set; }

    /// <summary>Asks the owner to show the current row.</summary>
    [Parameter]
    public EventCallback OnRefresh { get; set; }

    // aria-disabled instead of disabled: the switch keeps its focus while the change is under way.
    private Task Toggle() => Busy || Disabled ? Task.CompletedTask : ValueChanged.InvokeAsync(!Value);

    private static string State(bool active) => active ? "active" : "inactive";
}
