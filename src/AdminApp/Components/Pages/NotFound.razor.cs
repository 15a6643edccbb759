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
        // Said while rendering, the status would make Blazor throw the page away and answer with nothing.
        if (Request?.Response is { HasStarted: false } response)
        {
            response.OnStarting(() =>
            {
                response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        }
    }
}
