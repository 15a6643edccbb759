using System.Security.Claims;

namespace AdminApp.Components.Layout;

public partial class UserMenu
{
    private static string Roles(ClaimsPrincipal user) =>
        string.Join(", ", user.Claims.Where(c => c.Type == ClaimTypes.Role).Select(c => c.Value).Distinct());
}
