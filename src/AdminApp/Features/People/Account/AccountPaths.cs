namespace AdminApp.Features.People.Account;

/// <summary>Addresses of the account pages.</summary>
public static class AccountPaths
{
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Denied = "/account/denied";
    public const string First = "/account/first";
    public const string Reset = "/account/reset";
    public const string SelectTenant = "/tenants/select";

    /// <returns>The address when it lies on this site, otherwise the start page: a link must not lead a signed-in person elsewhere.</returns>
    public static string Local(string? returnUrl) =>
        returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.StartsWith("/\\", StringComparison.Ordinal) && !returnUrl.Any(char.IsControl)
            ? returnUrl
            : "/";
}
