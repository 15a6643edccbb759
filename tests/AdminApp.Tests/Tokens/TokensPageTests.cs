using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Features.Tokens;
using AdminApp.Tests.Operations;

namespace AdminApp.Tests.Tokens;

public sealed class TokensPageTests : OperationsContext
{
    [Fact]
    public async Task A_token_is_made_shown_once_and_revoked()
    {
        var page = Render<TokensPage>();
        page.WaitForAssertion(() => Assert.Contains("No program has a token yet", page.Markup, StringComparison.Ordinal), Patience);
        await page.Find(".page-actions button").ClickAsync(new());
        page.Find("dialog form").Submit();
        page.WaitForAssertion(() => Assert.Contains("Give it a name", page.Find("dialog .field-error span").TextContent, StringComparison.Ordinal), Patience);
        page.Find("dialog input.input").Change("nightly export");
        page.Find("dialog form").Submit();
        page.WaitForAssertion(() => Assert.StartsWith(ApiTokens.Prefix, page.Find("dialog code").TextContent, StringComparison.Ordinal), Patience);
        var secret = page.Find("dialog code").TextContent;
        Assert.Equal("administrator", (await Service<ApiTokens>().FindAsync(secret, default))?.UserName);
        await page.Find("dialog footer .primary").ClickAsync(new());
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);

        // The list is read anew behind the dialog.
        await page.WaitForElement("[aria-label='Revoke nightly export']", Patience).ClickAsync(new());
        page.Find("dialog input.input").Change("leaked");
        await page.Find("dialog .danger").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Revoked", page.Find("tr[data-row] td .tag:not(.tags .tag)").TextContent), Patience);
        Assert.Null(await Service<ApiTokens>().FindAsync(secret, default));
        Assert.Equal("leaked", (await Service<TokenAdministration>().EventsAsync(Actor.CommandLine, 1, default)).Single().Detail);
    }
}
