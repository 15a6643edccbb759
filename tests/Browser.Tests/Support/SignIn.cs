using AdminApp.Tests.Shared.Application;

namespace Browser.Tests.Support;

/// <summary>Signs in the way a person does.</summary>
internal static class SignIn
{
    /// <summary>Opens the one-time link, chooses a password, and returns the browser's state as a signed-in administrator.</summary>
    public static async Task<string> ClaimAsync(BrowserFixture fixture)
    {
        var link = await fixture.App.SignInLinkAsync();
        var page = await fixture.NewPageAsync(signedIn: false);
        await page.GotoAsync(link.OriginalString);
        await page.GetByLabel("User name").FillAsync(FirstAdministrator.UserName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(FirstAdministrator.Password);
        await page.GetByLabel("Repeat the password").FillAsync(FirstAdministrator.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create and sign in" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        var state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return state;
    }

    /// <summary>Fills in and sends the form of the sign-in page that <paramref name="page"/> shows.</summary>
    public static async Task WithPasswordAsync(IPage page, string userName, string password)
    {
        await page.GetByLabel("User name").FillAsync(userName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
