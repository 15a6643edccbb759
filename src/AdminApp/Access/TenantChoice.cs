using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;

namespace AdminApp.Access;

/// <summary>Which tenant a person works in when a page or a call names one, another, or none.</summary>
public static class TenantChoice
{
    /// <summary>Name of the cookie that keeps a browser's tenant.</summary>
    public const string Cookie = "tenant";

    /// <summary>Name of the query parameter that outranks it.</summary>
    public const string Query = "tenant";

    /// <summary>The tenants a person may choose from, by name: their memberships, for administrators all; none that is inactive.</summary>
    public static async Task<IReadOnlyList<TenantInfo>> OfAsync(Person person, TenantRegistry registry, CancellationToken cancellationToken) =>
        [.. (await registry.ListAsync(cancellationToken)).Where(tenant => tenant.State != TenantState.Inactive && person.MayWorkIn(tenant.Id))];

    /// <summary>For pages: the first wish that is among the tenants, else the first of them by name.</summary>
    /// <exception cref="NoTenantException">There is nothing to choose from.</exception>
    public static TenantInfo ForPage(IReadOnlyList<TenantInfo> tenants, Role role, params ReadOnlySpan<string?> wishes)
    {
        foreach (var wish in wishes)
        {
            if (wish is not null && tenants.FirstOrDefault(tenant => tenant.Slug == wish) is { } wanted)
                return wanted;
        }
        return tenants.Count > 0 ? tenants[0] : throw Nothing(role);
    }

    internal static NoTenantException Nothing(Role role) => new(role == Role.Administrator
        ? "There is no active tenant yet. Create one on the Tenants page or with `tenant create SLUG`."
        : "You are a member of no active tenant. Ask an administrator to add you to one on the People page.");
}
