using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.Tenants;

namespace AdminApp.Access;

/// <summary>Who acts in which tenant, for the API: nothing is guessed, a call that could mean several tenants is refused.</summary>
public static class HttpAccess
{
    public const string SlugHeader = "X-Tenant-Slug";
    public const string NameHeader = "X-Tenant-Name";

    /// <summary>
    /// The tenant of header X-Tenant-Slug, else the only membership, else Tenancy:DefaultTenant. Sets the response headers
    /// X-Tenant-Slug and X-Tenant-Name.
    /// </summary>
    /// <exception cref="UnknownTenantException">404.</exception>
    /// <exception cref="NotAMemberException">403.</exception>
    /// <exception cref="NoTenantException">400.</exception>
    public static async Task<TenantAccess> TenantAsync(HttpContext context)
    {
        var access = context.RequestServices.GetRequiredService<AccessProvider>();
        var actor = await access.ActorAsync(context.RequestAborted);
        var tenant = await ChooseAsync(context, access, actor);
        // A header carries no more than ASCII; the name of a tenant may be in any script.
        context.Response.Headers[SlugHeader] = tenant.Slug;
        context.Response.Headers[NameHeader] = tenant.Name.All(c => c is >= ' ' and <= '~') ? tenant.Name : Uri.EscapeDataString(tenant.Name);
        return new TenantAccess(tenant.Slug, actor);
    }

    /// <summary>For calls that work across tenants: none is asked for; one that is named must be the caller's all the same.</summary>
    public static async ValueTask<object?> RefuseOthersTenantAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (call.HttpContext.Request.Headers.ContainsKey(SlugHeader))
            await TenantAsync(call.HttpContext);
        return await next(call);
    }

    private static async Task<TenantInfo> ChooseAsync(HttpContext context, AccessProvider access, Actor actor)
    {
        var registry = context.RequestServices.GetRequiredService<TenantRegistry>();
        var cancellationToken = context.RequestAborted;
        if (context.Request.Headers[SlugHeader].ToString() is { Length: > 0 } wanted)
        {
            var tenant = TenantSlug.Fault(wanted) is null ? await registry.FindAsync(wanted, cancellationToken) : throw new UnknownTenantException(wanted);
            return (await access.CurrentPersonAsync(cancellationToken)).MayWorkIn(tenant.Id) ? tenant : throw new NotAMemberException(wanted);
        }
        var tenants = await access.TenantsAsync(cancellationToken);
        var fallback = context.RequestServices.GetRequiredService<AppSettings>().DefaultTenant;
        return tenants.Count switch
        {
            0 => throw TenantChoice.Nothing(actor.Role),
            1 => tenants[0],
            _ => tenants.FirstOrDefault(tenant => tenant.Slug == fallback)
                ?? throw new NoTenantException($"Several tenants: send {SlugHeader} with one of {string.Join(", ", tenants.Take(10).Select(tenant => tenant.Slug))}."),
        };
    }
}
