using System.Security.Claims;
using AdminApp.Data.People;

namespace AdminApp.Access;

/// <summary>The claims of a signed-in person, and those that tell where a request came from.</summary>
internal static class AppClaims
{
    public const string Stamp = "adminapp:stamp";
    public const string Address = "adminapp:address";
    public const string UserAgent = "adminapp:user-agent";
    public const string Tenant = "adminapp:tenant";

    public static ClaimsPrincipal Principal(Person person, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, person.Id),
            new(ClaimTypes.Name, person.UserName),
            new(ClaimTypes.Role, person.Role.ToString()),
            new(Stamp, person.SecurityStamp),
        ], scheme));

    public static string? UserId(this ClaimsPrincipal principal) => principal.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>Whether the session shows the person's name and role as they are now.</summary>
    public static bool Matches(this ClaimsPrincipal principal, Person person) =>
        principal.IsInRole(person.Role.ToString()) && principal.FindFirstValue(ClaimTypes.Name) == person.UserName;
}
