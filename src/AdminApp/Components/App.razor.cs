using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace AdminApp.Components;

/// <summary>The document. Everything is interactive on the server except pages marked [ExcludeFromInteractiveRouting].</summary>
public partial class App
{
    [CascadingParameter]
    public HttpContext Request { get; set; } = default!;

    private IComponentRenderMode? Mode => Request.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;

    private string? TimeZoneId => Request.Request.Cookies[ViewerTime.CookieName];
}
