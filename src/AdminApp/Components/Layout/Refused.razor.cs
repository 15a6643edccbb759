using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminApp.Components.Layout;

/// <summary>Someone signed in sees why a page is closed to them; anyone else is sent to sign in and comes back afterwards.</summary>
public partial class Refused
{
    private bool signedIn = true;

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        signedIn = Authentication is not null && (await Authentication).User.Identity?.IsAuthenticated == true;
        if (signedIn)
            return;
        var back = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        Navigation.NavigateTo("/account/sign-in?returnUrl=" + Uri.EscapeDataString(back), forceLoad: true);
    }
}
