using System.Security.Claims;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminApp.Access;

/// <summary>
/// Who acts, and in which tenant: what every page and endpoint hands to the services. Works in a request, in a page rendered on
/// the server and in an open circuit, and looks the person up anew each time, so that an open page loses its rights at once.
/// </summary>
public sealed class AccessProvider(PeopleDirectory directory, TenantRegistry registry, AuthenticationStateProvider states, NavigationManager navigation)
{
    private HttpContext? request;
    private string? named;

    /// <summary>The person, with role, address and browser.</summary>
    /// <exception cref="SignedOutException">Nobody is signed in, or no longer.</exception>
    public async Task<Actor> ActorAsync(CancellationToken cancellationToken = default)
    {
        var (person, principal) = await PersonAsync(cancellationToken);
        return Actor(person, principal);
    }

    /// <summary>The person at work in the current tenant: the one the address names (<c>?tenant=</c>), else the browser's choice, else the first by name.</summary>
    /// <exception cref="SignedOutException">Nobody is signed in, or no longer.</exception>
    /// <exception cref="NoTenantException">The person has no tenant to work in.</exception>
    public async Task<TenantAccess> TenantAsync(CancellationToken cancellationToken = default)
    {
        var (person, principal) = await PersonAsync(cancellationToken);
        return new TenantAccess((await CurrentAsync(person, principal, cancellationToken)).Slug, Actor(person, principal));
    }

    /// <summary>The current tenant as the header shows it. Same rules and exceptions as <see cref="TenantAsync"/>.</summary>
    public async Task<TenantInfo> CurrentTenantAsync(CancellationToken cancellationToken = default)
    {
        var (person, principal) = await PersonAsync(cancellationToken);
        return await CurrentAsync(person, principal, cancellationToken);
    }

    /// <summary>The tenants the person may switch to, by name.</summary>
    /// <exception cref="SignedOutException">Nobody is signed in, or no longer.</exception>
    public async Task<IReadOnlyList<TenantInfo>> TenantsAsync(CancellationToken cancellationToken = default)
    {
        var (person, _) = await PersonAsync(cancellationToken);
        return await TenantChoice.OfAsync(person, registry, cancellationToken);
    }

    /// <summary>Called by the pipeline for every request; a circuit has a scope of its own, where this never happens.</summary>
    internal void Attach(HttpContext context) => request = context;

    internal async Task<Person> CurrentPersonAsync(CancellationToken cancellationToken) => (await PersonAsync(cancellationToken)).Person;

    private async Task<(Person Person, ClaimsPrincipal Principal)> PersonAsync(CancellationToken cancellationToken)
    {
        var principal = request?.User ?? (await states.GetAuthenticationStateAsync()).User;
        var person = await directory.FindActiveAsync(principal.UserId(), principal.FindFirstValue(AppClaims.Stamp), cancellationToken);
        return ((person ?? throw new SignedOutException()) with { Scope = principal.Scope() }, principal);
    }

    private async Task<TenantInfo> CurrentAsync(Person person, ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        // Once an address named a tenant, the pages reached from it in this circuit stay in that tenant.
        named = NamedByAddress() ?? named;
        return TenantChoice.ForPage(await TenantChoice.OfAsync(person, registry, cancellationToken), person.Role, named, principal.FindFirstValue(AppClaims.Tenant));
    }

    private string? NamedByAddress()
    {
        if (request is not null)
            return request.Request.Query[TenantChoice.Query];
        var query = new Uri(navigation.Uri).Query;
        return QueryHelpers.ParseQuery(query).TryGetValue(TenantChoice.Query, out var slug) ? slug.ToString() : null;
    }

    private static Actor Actor(Person person, ClaimsPrincipal principal) =>
        person.At(principal.FindFirstValue(AppClaims.Address) ?? "local", principal.FindFirstValue(AppClaims.UserAgent));
}
