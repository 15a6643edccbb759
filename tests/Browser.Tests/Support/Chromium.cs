namespace Browser.Tests.Support;

/// <summary>Debian's Chromium, driven by Playwright; Playwright's own downloads are not used.</summary>
internal static class Chromium
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => File.Exists(Executable)
        ? playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Arguments })
        : throw new InvalidOperationException($"{Executable} is missing. Debian: apt-get install -y chromium");
}
