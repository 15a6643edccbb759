using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Layout;

public partial class MainLayout
{
    private bool helpOpen;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // A bare "#content" would resolve against <base href="/"> and leave the page.
    private string SkipHref => new Uri(Navigation.Uri).PathAndQuery + "#content";
}
