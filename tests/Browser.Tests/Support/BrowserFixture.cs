using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace Browser.Tests.Support;

/// <summary>
/// One browser and one running application with the seeded demo tenant, shared by all tests of the collection. The first
/// administrator has claimed the one-time link; pages open signed in as that administrator.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private string _signedIn = null!;

    public IBrowser Browser { get; private set; } = null!;

    public AppProcess App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
        App = await AppProcess.StartAsync(new AppProcessOptions { Environment = "Development" });
        _signedIn = await SignIn.ClaimAsync(this);
        await DemoTenantAsync();
    }

    /// <summary>The demo tenant is made beside the start and appears when it is complete.</summary>
    private async Task DemoTenantAsync()
    {
        using var api = await FirstAdministrator.ApiAsync(App);
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await api.GetAsync(new Uri("/api/parties?limit=1", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            },
            "the demo tenant",
            TimeSpan.FromSeconds(60));
    }

    public async Task DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page in a browser context of its own (own cookies), 1440 x 900, light. Dispose its context when done.</summary>
    public async Task<IPage> NewPageAsync(bool signedIn = true)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = App.Address.OriginalString,
            StorageState = signedIn ? _signedIn : null,
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            ColorScheme = ColorScheme.Light,
            Locale = "en-IN",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }
}

/// <summary>Tests in this collection share the browser and the application, and run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
