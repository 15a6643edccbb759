using AdminApp.Components.Controls;
using AdminApp.Data.Products;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Products;

/// <summary>Every condition of the list as a chip that can be removed: none is a hidden AND.</summary>
public partial class ProductFilters
{
    [Parameter, EditorRequired]
    public ProductFilter Filter { get; set; } = default!;

    /// <summary>The choices that add conditions, before the chips.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public EventCallback OnClear { get; set; }

    [Inject]
    private UrlState Url { get; set; } = default!;

    private void Go(string name, object? value) => Url.PushFromStart((name, value));
}
