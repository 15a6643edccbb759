namespace Browser.Tests.Support;

/// <summary>Signs in the way a person does.</summary>
internal static class SignIn
{
    public const string UserName = "first.admin@example.com";
    public const string Password = "Correct-horse-7-battery";

    /// <summary>Claims the one-time link with a password and returns the browser's state as a signed-in administrator.</summary>
    public static async Task<string> ClaimAsync(BrowserFixture fixture)
    {
        var link = await fixture.App.SignInLinkAsync();
        var page = await fixture.NewPageAsync(signedIn: false);
        await page.GotoAsync(link.OriginalString);
        var state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return state;
    }
}
