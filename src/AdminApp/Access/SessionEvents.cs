using System.Security.Claims;
using AdminApp.Data.People;
using AdminApp.Features.People.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Access;

/// <summary>Holds a cookie to what the person is now, on every request: disabled or a new password ends it, a new role takes effect.</summary>
internal sealed class SessionEvents(PeopleDirectory directory) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var principal = context.Principal;
        var person = await directory.FindActiveAsync(principal?.UserId(), principal?.FindFirstValue(AppClaims.Stamp), context.HttpContext.RequestAborted);
        if (person is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
        else if (!principal!.Matches(person))
        {
            context.ReplacePrincipal(AppClaims.Principal(person, context.Scheme.Name));
            context.ShouldRenew = true;
        }
    }

    /// <summary>A script that lost its session must not be handed a sign-in page as if it were an answer.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/_blazor") || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        return base.RedirectToLogin(context);
    }

    /// <summary>Answers 403 in place, so that address and status both tell the truth.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        new RazorComponentResult<DeniedPage> { StatusCode = StatusCodes.Status403Forbidden }.ExecuteAsync(context.HttpContext);
}
