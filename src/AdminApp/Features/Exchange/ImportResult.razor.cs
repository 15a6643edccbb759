using AdminApp.Data.Imports;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Exchange;

/// <summary>What importing a checked file would do, and the button that does it.</summary>
public sealed partial class ImportResult
{
    [Parameter, EditorRequired]
    public ImportPreview Preview { get; set; } = default!;

    [Parameter, EditorRequired]
    public string Reason { get; set; } = "";

    [Parameter, EditorRequired]
    public EventCallback<string?> ReasonChanged { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnApply { get; set; }
}
