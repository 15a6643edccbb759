using AdminApp.Tests.Shared.Application;
using Browser.Tests.Support;

namespace Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class SignInTests(BrowserFixture fixture)
{
    [Fact]
    public async Task A_visitor_is_sent_to_sign_in_and_then_to_the_page_asked_for()
    {
        var page = await fixture.NewPageAsync(signedIn: false);
        await page.GotoAsync("/parties?status=all");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await SignIn.WithPasswordAsync(page, FirstAdministrator.UserName, FirstAdministrator.Password);
        await page.WaitForURLAsync("**/parties?status=all");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_which_part_was_wrong()
    {
        var page = await fixture.NewPageAsync(signedIn: false);
        await page.GotoAsync("/account/sign-in");
        await SignIn.WithPasswordAsync(page, FirstAdministrator.UserName, "not the password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("User name or password is wrong, or the account is locked or disabled.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var page = await fixture.NewPageAsync(signedIn: false);
        await page.GotoAsync("/account/sign-in");
        await SignIn.WithPasswordAsync(page, FirstAdministrator.UserName, FirstAdministrator.Password);
        await page.InteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "You and the theme" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
