using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.People;

/// <summary>The roles in central.db: one row per <see cref="Role"/>; each person has exactly one.</summary>
internal static class PeopleRoles
{
    /// <summary>Fixed, so that role queries need no look-up by name.</summary>
    public static string Id(Role role) => role.ToString().ToLowerInvariant();

    public static Role Parse(string id) => Enum.Parse<Role>(id, ignoreCase: true);

    /// <summary>Adds the roles that are missing.</summary>
    public static async Task EnsureAsync(CentralContext context, CancellationToken cancellationToken)
    {
        var present = await context.Roles.Select(r => r.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var role in Enum.GetValues<Role>().Where(role => !present.Contains(Id(role))))
            context.Roles.Add(new IdentityRole(role.ToString()) { Id = Id(role), NormalizedName = role.ToString().ToUpperInvariant() });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a person this role and no other; to be called inside a write transaction.</summary>
    public static async Task AssignAsync(CentralContext context, string userId, Role role, CancellationToken cancellationToken)
    {
        await context.UserRoles.Where(r => r.UserId == userId).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.UserRoles.Add(new IdentityUserRole<string> { UserId = userId, RoleId = Id(role) });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }
}
