using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>What holds for each page: accessible in light and dark, quiet in the console, usable on a telephone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryPageTests(BrowserFixture fixture)
{
    /// <summary>Name of the picture, address.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "gallery", "/dev/gallery" },
        { "dashboard", "/" },
        { "parties", "/parties" },
        { "party", "/parties/1" },
        { "party-new", "/parties/new" },
        { "products", "/products" },
        { "audit", "/audit" },
        { "customers", "/parties/customers" },
        { "vendors-none", "/parties/vendors?q=nothing-is-called-so" },
        { "batches", "/batches" },
        { "migrations", "/migrations" },
        { "backups", "/backups" },
        { "health", "/health" },
        { "tenants", "/tenants" },
        { "people", "/users" },
        { "tokens", "/tokens" },
        { "import", "/parties/import" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_is_accessible_in_light_and_dark_fits_a_telephone_and_raises_no_error(string name, string path)
    {
        var page = await fixture.NewPageAsync();
        var complaints = new BrowserComplaints(page);
        await page.OpenAsync(path);
        await page.IsFineEverywhereAsync(name);
        complaints.AssertNone(path);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_unknown_address_is_answered_with_404_and_a_page_that_says_so()
    {
        var page = await fixture.NewPageAsync();
        var answer = await page.GotoAsync("/no/such/page");
        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is nothing at this address" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_sign_in_page_is_accessible_in_light_and_dark()
    {
        var page = await fixture.NewPageAsync(signedIn: false);
        var complaints = new BrowserComplaints(page);
        await page.GotoAsync("/account/sign-in");
        await page.IsFineEverywhereAsync("sign-in");
        complaints.AssertNone("/account/sign-in");
        await page.Context.CloseAsync();
    }
}
