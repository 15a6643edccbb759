using AdminApp.Access;
using AdminApp.Data.Access;
using AdminApp.Data.Schema;

namespace AdminApp.Features.Operations;

/// <summary>Whose databases a person sees: an administrator all, everybody else the central one and those of their own tenants.</summary>
public sealed class VisibleDatabases(AccessProvider access)
{
    /// <returns>Tells whether a database ("central" or a slug) may be shown.</returns>
    /// <exception cref="SignedOutException">Nobody is signed in, or no longer.</exception>
    public async Task<Predicate<string>> FilterAsync(CancellationToken cancellationToken)
    {
        var actor = await access.ActorAsync(cancellationToken);
        if (actor.Role == Role.Administrator)
            return _ => true;
        var own = (await access.TenantsAsync(cancellationToken)).Select(tenant => tenant.Slug).ToHashSet(StringComparer.Ordinal);
        return name => name == ManagedDatabase.Central || own.Contains(name);
    }
}
