using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>The instruments themselves: a test that cannot fail proves nothing.</summary>
public sealed class SupportTests : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    [Fact]
    public async Task Axe_reports_an_image_without_text_and_passes_a_clean_page()
    {
        var page = await _browser.NewPageAsync();
        await page.SetContentAsync("<!doctype html><html lang=en><title>t</title><main><h1>Heading</h1></main></html>");
        await Axe.AssertCleanAsync(page);
        await page.SetContentAsync("<!doctype html><html lang=en><title>t</title><main><h1>Heading</h1><img src='data:,'></main></html>");
        var violation = await Assert.ThrowsAnyAsync<Exception>(() => Axe.AssertCleanAsync(page));
        Assert.Contains("image-alt", violation.Message, StringComparison.Ordinal);
    }
}
