using AdminApp.Access;
using AdminApp.Data.People;
using AdminApp.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace AdminApp.Features.People.Account;

/// <summary>
/// The pages for people who are not signed in yet, and signing out. Rendered on the server without a circuit: they must work
/// before anything else does, and set cookies.
/// </summary>
internal static class AccountEndpoints
{
    private const string Refused = "User name or password is wrong, or the account is locked or disabled.";

    public static void MapAccount(this WebApplication app)
    {
        var account = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        account.MapGet(AccountPaths.SignIn, ShowSignIn);
        account.MapPost(AccountPaths.SignIn, SignInAsync).RequireRateLimiting(SignInLimit.Policy);
        account.MapPost(AccountPaths.SignOut, SignOutAsync);
        account.MapGet(AccountPaths.Denied, () => new RazorComponentResult<DeniedPage> { StatusCode = StatusCodes.Status403Forbidden });
        account.MapGet(AccountPaths.First, ShowFirstAsync).RequireRateLimiting(SignInLimit.Policy);
        account.MapPost(AccountPaths.First, ClaimFirstAsync).RequireRateLimiting(SignInLimit.Policy);
        account.MapGet(AccountPaths.Reset, ShowResetAsync).RequireRateLimiting(SignInLimit.Policy);
        account.MapPost(AccountPaths.Reset, ResetAsync).RequireRateLimiting(SignInLimit.Policy);
    }

    /// <summary>Starts a session of the browser for a person whose password or link was checked.</summary>
    private static Task StartSessionAsync(HttpContext context, Person person) =>
        context.SignInAsync(IdentityConstants.ApplicationScheme, AppClaims.Principal(person, IdentityConstants.ApplicationScheme));

    private static IResult ShowSignIn(HttpContext context, string? returnUrl)
    {
        if (context.User.Identity?.IsAuthenticated == true)
            return TypedResults.LocalRedirect(AccountPaths.Local(returnUrl));
        return SessionCookie.MaySignIn(context.Request) ? SignInForm(returnUrl) : NeedsHttps();
    }

    private static async Task<IResult> SignInAsync(HttpContext context, [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl, PasswordSignIn signIn)
    {
        if (!SessionCookie.MaySignIn(context.Request))
            return NeedsHttps();
        if (string.IsNullOrWhiteSpace(userName) || string.IsNullOrEmpty(password))
            return SignInForm(returnUrl, userName, "Enter your user name and your password.", StatusCodes.Status422UnprocessableEntity);
        if (await signIn.CheckAsync(userName, password, ClientClaims.Address(context), context.RequestAborted) is not { } person)
            return SignInForm(returnUrl, userName, Refused, StatusCodes.Status401Unauthorized);
        await StartSessionAsync(context, person);
        return TypedResults.LocalRedirect(AccountPaths.Local(returnUrl));
    }

    /// <summary>The form is bound although it has no field of interest, because binding is what checks its antiforgery token.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] string? returnUrl)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.LocalRedirect(AccountPaths.SignIn + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(AccountPaths.Local(returnUrl))));
    }

    private static Task<IResult> ShowFirstAsync(HttpContext context, string? token, SignInLinks links) => GuardAsync(context, async () =>
    {
        await links.RequireFirstAsync(token, context.RequestAborted);
        return FirstForm(token);
    });

    private static Task<IResult> ClaimFirstAsync(HttpContext context, [FromForm] string? token, [FromForm] string? userName, [FromForm] string? password, [FromForm] string? repeated, SignInLinks links) => GuardAsync(context, async () =>
    {
        if (Fault(password, repeated) is { } fault)
            return FirstForm(token, userName, fault, StatusCodes.Status422UnprocessableEntity);
        try
        {
            await StartSessionAsync(context, await links.ClaimFirstAsync(token, userName ?? "", password ?? "", context.RequestAborted));
            return TypedResults.LocalRedirect("/");
        }
        catch (PersonFaultException refused)
        {
            return FirstForm(token, userName, refused.Message, StatusCodes.Status422UnprocessableEntity);
        }
    });

    private static Task<IResult> ShowResetAsync(HttpContext context, string? token, SignInLinks links) => GuardAsync(context, async () =>
        ResetForm(token, await links.RequireResetAsync(token, context.RequestAborted)));

    private static Task<IResult> ResetAsync(HttpContext context, [FromForm] string? token, [FromForm] string? password, [FromForm] string? repeated, SignInLinks links) => GuardAsync(context, async () =>
    {
        var userName = await links.RequireResetAsync(token, context.RequestAborted);
        if (Fault(password, repeated) is { } fault)
            return ResetForm(token, userName, fault, StatusCodes.Status422UnprocessableEntity);
        try
        {
            await StartSessionAsync(context, await links.ResetAsync(token, password ?? "", context.RequestAborted));
            return TypedResults.LocalRedirect("/");
        }
        catch (PersonFaultException refused)
        {
            return ResetForm(token, userName, refused.Message, StatusCodes.Status422UnprocessableEntity);
        }
    });

    private static async Task<IResult> GuardAsync(HttpContext context, Func<Task<IResult>> work)
    {
        if (!SessionCookie.MaySignIn(context.Request))
            return NeedsHttps();
        // The address holds the token: no page reached from here may learn it, and no cache may keep it.
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return await work();
        }
        catch (SignInLinkException refused)
        {
            return Message("This link does not work", refused.Message, StatusCodes.Status410Gone);
        }
    }

    private static string? Fault(string? password, string? repeated) =>
        password == repeated ? null : "The two passwords differ. Type the same password twice.";

    private static RazorComponentResult<SignInPage> SignInForm(string? returnUrl, string? userName = null, string? fault = null, int status = StatusCodes.Status200OK) =>
        new(new { ReturnUrl = AccountPaths.Local(returnUrl), UserName = userName, Fault = fault }) { StatusCode = status };

    private static RazorComponentResult<FirstPage> FirstForm(string? token, string? userName = null, string? fault = null, int status = StatusCodes.Status200OK) =>
        new(new { Token = token, UserName = userName, Fault = fault }) { StatusCode = status };

    private static RazorComponentResult<ResetPage> ResetForm(string? token, string userName, string? fault = null, int status = StatusCodes.Status200OK) =>
        new(new { Token = token, UserName = userName, Fault = fault }) { StatusCode = status };

    private static RazorComponentResult<MessagePage> NeedsHttps() => Message("Open this address over https",
        "Passwords are not accepted over plain http from another machine. Use https, or open the application on the machine it runs on.", StatusCodes.Status403Forbidden);

    private static RazorComponentResult<MessagePage> Message(string heading, string message, int status) =>
        new(new { Heading = heading, Message = message }) { StatusCode = status };
}
