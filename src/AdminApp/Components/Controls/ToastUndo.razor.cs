using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

public partial class ToastUndo
{
    [Parameter]
    public string? Detail { get; set; }

    [Parameter]
    public EventCallback OnUndo { get; set; }
}
