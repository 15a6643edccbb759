using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Pages;

/// <summary>Any address without a page. A file name (with a dot) stays a plain 404, so that a missing script is not answered with HTML.</summary>
public partial class NotFound
{
    [Parameter]
    public string? Path { get; set; }

    [CascadingParameter]
    public HttpContext? Request { get; set; }

    protected override void OnInitialized()
    {
        if (Request is { Response.HasStarted: false })
            Request.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
