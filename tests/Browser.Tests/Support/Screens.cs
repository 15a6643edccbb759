using AdminApp.Tests.Shared;

namespace Browser.Tests.Support;

/// <summary>Pictures of a page for people to look at: artifacts/screens/NAME-{1440,390}-{light,dark}.png.</summary>
internal static class Screens
{
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (390, 844)];

    /// <summary>Takes all four pictures, then puts the page back to 1440 x 900, light.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        foreach (var (width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                var path = Repository.Path("artifacts", "screens", $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png");
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
            }
        }
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
    }
}
