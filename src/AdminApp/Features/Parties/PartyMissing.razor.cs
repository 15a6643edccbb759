using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>Instead of the page of a party that is not there; answered with 404.</summary>
public partial class PartyMissing
{
    [Parameter, EditorRequired]
    public int Id { get; set; }

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
