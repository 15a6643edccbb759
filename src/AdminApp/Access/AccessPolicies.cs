using AdminApp.Data.Access;
using Microsoft.AspNetCore.Authorization;

namespace AdminApp.Access;

/// <summary>Deny by default: whatever says nothing needs a signed-in person. One policy per <see cref="Permission"/>, of the same name.</summary>
internal static class AccessPolicies
{
    public static void AddAccessPolicies(this IServiceCollection services) => services.AddAuthorization(options =>
    {
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.DefaultPolicy = signedIn;
        options.FallbackPolicy = signedIn;
        foreach (var permission in Enum.GetValues<Permission>())
        {
            var roles = Enum.GetValues<Role>().Where(role => Permissions.Of(role).Contains(permission)).Select(role => role.ToString());
            options.AddPolicy(permission.ToString(), policy => policy.RequireAuthenticatedUser().RequireRole(roles).RequireAssertion(context => context.User.Leaves(permission)));
        }
    });
}
