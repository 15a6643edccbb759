using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>With an application of its own: restarting the shared one would end other tests' circuits.</summary>
public sealed class ReconnectTests : IAsyncLifetime
{
    private readonly BrowserFixture _own = new();

    public Task InitializeAsync() => _own.InitializeAsync();

    public Task DisposeAsync() => _own.DisposeAsync();

    [Fact]
    public async Task After_a_restart_of_the_server_the_page_comes_back_by_itself_signed_in_at_the_same_address()
    {
        const string path = "/dev/gallery?kept=yes";
        var page = await _own.NewPageAsync();
        await page.OpenAsync(path);
        await page.EvaluateAsync("document.documentElement.dataset.document = 'first'");

        await _own.App.RestartAsync();

        await Assertions.Expect(page.Locator("html[data-document=first]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await page.InteractiveAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Gallery" })).ToBeVisibleAsync();
        Assert.EndsWith(path, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_server_is_away_the_page_says_so()
    {
        var page = await _own.NewPageAsync();
        await page.OpenAsync("/dev/gallery");
        await _own.App.KillAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Connecting again…" })).ToBeVisibleAsync();
    }
}
