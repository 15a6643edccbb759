using System.Text.Encodings.Web;
using AdminApp.Data.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AdminApp.Access;

/// <summary>API tokens in the Authorization header, with the origin's answers to a missing, a bad and an insufficient one.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Start = SchemeName + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Start, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var person = await tokens.FindAsync(header[Start.Length..].Trim(), Context.RequestAborted);
        return person is null
            ? AuthenticateResult.Fail("The token is not valid.")
            : AuthenticateResult.Success(new AuthenticationTicket(AppClaims.Principal(person, SchemeName), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var presented = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        Response.Headers.WWWAuthenticate = SchemeName;
        await ApiDetail.WriteAsync(Context, StatusCodes.Status401Unauthorized, presented ? "Could not validate credentials" : "Not authenticated");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiDetail.WriteAsync(Context, StatusCodes.Status403Forbidden, "Forbidden");
}
