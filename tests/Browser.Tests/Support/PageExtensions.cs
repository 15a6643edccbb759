namespace Browser.Tests.Support;

/// <summary>Going to a page of the application and waiting until it reacts to clicks.</summary>
internal static class PageExtensions
{
    /// <summary>Opens an address of the application and waits until its circuit is up; a painted page ignores clicks before that.</summary>
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.InteractiveAsync();
    }

    /// <summary>Waits until the page on show reacts to clicks.</summary>
    public static Task InteractiveAsync(this IPage page) => page.Locator(".app[data-interactive]").WaitForAsync();

    /// <summary>Chooses light or dark as a system setting, the way a person's computer does.</summary>
    public static Task SchemeAsync(this IPage page, ColorScheme scheme) =>
        page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });

    /// <summary>Accessible in light and dark, and no wider than a telephone.</summary>
    public static async Task IsFineEverywhereAsync(this IPage page, string picture)
    {
        await page.SchemeAsync(ColorScheme.Dark);
        await Axe.AssertColoursAsync(page);
        await page.SchemeAsync(ColorScheme.Light);
        await Axe.AssertCleanAsync(page);
        await Screens.TakeAsync(page, picture);
        await page.SetViewportSizeAsync(390, 844);
        var (needed, shown) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("document.documentElement.clientWidth"));
        Assert.True(needed <= shown, $"{picture} needs {needed} px and has {shown} px");
        await page.SetViewportSizeAsync(1440, 900);
    }
}
