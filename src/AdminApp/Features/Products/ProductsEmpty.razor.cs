using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Products;
using AdminApp.Data.Sql;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Products;

/// <summary>Why the list is empty, and the step that helps: another status, fewer filters, or products at all.</summary>
public partial class ProductsEmpty
{
    [Parameter, EditorRequired]
    public ProductFilter Filter { get; set; } = default!;

    [Parameter, EditorRequired]
    public ProductPage Page { get; set; } = default!;

    [Parameter]
    public EventCallback OnClear { get; set; }

    [Inject]
    private UrlState Url { get; set; } = default!;

    private bool NothingAtAll => Filter.Narrowings == 0 && (Page.Active + Page.Inactive).Value == 0;

    private string OthersWord => BatchWords.State(Filter.Status == StatusFilter.Inactive);

    private CappedCount Others => Filter.Status switch
    {
        StatusFilter.Active => Page.Inactive,
        StatusFilter.Inactive => Page.Active,
        _ => default,
    };

    private string Title
    {
        get
        {
            var status = Filter.Status == StatusFilter.All ? "" : Filter.Status.ToString().ToLowerInvariant() + " ";
            return Filter.Search is { } search ? $"No {status}product matches “{search}”" : $"No {status}product here";
        }
    }

}
