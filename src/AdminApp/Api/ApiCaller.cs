using AdminApp.Access;
using AdminApp.Data.Access;

namespace AdminApp.Api;

/// <summary>Who calls in which tenant, bound as a parameter of a handler.</summary>
public sealed record ApiCaller(TenantAccess Access)
{
    /// <inheritdoc cref="HttpAccess.TenantAsync"/>
    public static async ValueTask<ApiCaller?> BindAsync(HttpContext context) => new(await HttpAccess.TenantAsync(context));
}
