using AdminApp.Access;
using AdminApp.Features.People.Account;
using Microsoft.AspNetCore.Mvc;

namespace AdminApp.Features.People;

/// <summary><c>POST /tenants/select</c>: the tenant switcher. A form post, because a link on another site must not switch tenants.</summary>
internal static class TenantSelection
{
    public static void MapTenantSelection(this WebApplication app) =>
        app.MapPost(AccountPaths.SelectTenant, SelectAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> SelectAsync(HttpContext context, [FromForm] string? slug, [FromForm] string? returnUrl, AccessProvider access)
    {
        var tenants = await access.TenantsAsync(context.RequestAborted);
        if (slug is null || tenants.All(tenant => tenant.Slug != slug))
            return TypedResults.Forbid();
        context.Response.Cookies.Append(TenantChoice.Cookie, slug, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
        return TypedResults.LocalRedirect(AccountPaths.Local(returnUrl));
    }
}
