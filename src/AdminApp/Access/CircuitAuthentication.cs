using System.Security.Claims;
using AdminApp.Data.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AdminApp.Access;

/// <summary>
/// Looks every 10 seconds whether the person behind an open page may still be there; if not, the page shows that the session
/// has ended. Services refuse at once in any case.
/// </summary>
internal sealed class CircuitAuthentication(ILoggerFactory logs, PeopleDirectory directory) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        IsStillGoodAsync(authenticationState.User, cancellationToken);

    internal async Task<bool> IsStillGoodAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var person = await directory.FindActiveAsync(principal.UserId(), principal.FindFirstValue(AppClaims.Stamp), cancellationToken);
        return person is not null && principal.Matches(person);
    }
}
