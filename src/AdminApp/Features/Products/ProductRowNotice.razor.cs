using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Products;

public partial class ProductRowNotice
{
    [Parameter, EditorRequired]
    public ProductNotice Notice { get; set; } = default!;

    /// <summary>Asks for the row as it is now; the notice goes with it.</summary>
    [Parameter]
    public EventCallback OnShowCurrent { get; set; }

    [Parameter]
    public EventCallback OnDismiss { get; set; }
}
