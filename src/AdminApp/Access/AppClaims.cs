using System.Globalization;
using System.Security.Claims;
using AdminApp.Data.Access;
using AdminApp.Data.People;

namespace AdminApp.Access;

/// <summary>The claims of a signed-in person, and those that tell where a request came from.</summary>
internal static class AppClaims
{
    public const string Stamp = "adminapp:stamp";
    public const string Address = "adminapp:address";
    public const string UserAgent = "adminapp:user-agent";
    public const string Tenant = "adminapp:tenant";

    /// <summary>Permissions that a token leaves; none at all when nothing limits the person's role.</summary>
    private const string Limit = "adminapp:limit";
    private const string TokenName = "adminapp:token-name";
    private const string TokenWords = "adminapp:token-scopes";
    private const string TokenTenant = "adminapp:token-tenant";

    public static ClaimsPrincipal Principal(Person person, string scheme)
    {
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, person.Id),
                new(ClaimTypes.Name, person.UserName),
                new(ClaimTypes.Role, (person.Scope?.Cap(person.Role) ?? person.Role).ToString()),
                new(Stamp, person.SecurityStamp),
            ], scheme);
        if (person.Scope is { } limits)
        {
            identity.AddClaims(limits.Permissions.Select(permission => new Claim(Limit, permission.ToString())));
            identity.AddClaims([new(TokenName, limits.TokenName), new(TokenWords, string.Join(' ', limits.Words))]);
            if (limits.TenantId is { } tenant)
                identity.AddClaim(new(TokenTenant, tenant.ToString(CultureInfo.InvariantCulture)));
        }
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The limits of the token that was sent; null when there are none.</summary>
    public static TokenScope? Scope(this ClaimsPrincipal principal) => principal.FindFirstValue(TokenWords) is { } words
        ? new TokenScope(
            principal.FindFirstValue(TokenName) ?? "", words.Split(' '),
            principal.FindFirstValue(TokenTenant) is { } tenant ? int.Parse(tenant, CultureInfo.InvariantCulture) : null)
        : null;

    /// <summary>Whether the token that was sent leaves the permission; the role is asked elsewhere.</summary>
    public static bool Leaves(this ClaimsPrincipal principal, Permission permission) =>
        !principal.HasClaim(claim => claim.Type == Limit) || principal.HasClaim(Limit, permission.ToString());

    public static string? UserId(this ClaimsPrincipal principal) => principal.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>Whether the session shows the person's name and role as they are now.</summary>
    public static bool Matches(this ClaimsPrincipal principal, Person person) =>
        principal.IsInRole(person.Role.ToString()) && principal.FindFirstValue(ClaimTypes.Name) == person.UserName;
}
