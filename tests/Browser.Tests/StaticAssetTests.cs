using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>Linked content can be served empty under fingerprinted addresses; the page then looks broken and nothing fails.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StaticAssetTests(BrowserFixture fixture)
{
    private const string Referenced = "[...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')].map(e => e.href || e.src)";

    [Theory]
    [InlineData("/", true, 8)]
    [InlineData("/account/sign-in", false, 2)]
    public async Task Every_referenced_stylesheet_and_script_is_answered_with_content(string path, bool signedIn, int atLeast)
    {
        var page = await fixture.NewPageAsync(signedIn);
        await page.GotoAsync(path);
        var addresses = await page.EvaluateAsync<string[]>(Referenced);
        Assert.True(addresses.Length >= atLeast, $"{path} references only {string.Join(", ", addresses)}");
        foreach (var address in addresses)
        {
            var answer = await page.Context.APIRequest.GetAsync(address);
            Assert.True(answer.Ok, $"{address}: {answer.Status}");
            Assert.True((await answer.BodyAsync()).Length > 0, $"{address} is empty");
        }
        await page.Context.CloseAsync();
    }
}
