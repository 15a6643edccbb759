using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>What went wrong, the id under which the log has it, and a way on.</summary>
public partial class ErrorPanel
{
    [Parameter]
    public string? Title { get; set; }

    [Parameter, EditorRequired]
    public string Message { get; set; } = "";

    [Parameter]
    public string? TraceId { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }
}
