using AdminApp.Tests.Shared.Application;
using Browser.Tests.Support;

namespace Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class PeopleTests(BrowserFixture fixture)
{
    private const string Password = "a password for tests";

    /// <summary>A stop of the pages is promised within 60 s.</summary>
    private const float RevocationLimit = 60_000;

    private static ILocator Row(IPage page, string userName) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = userName });

    /// <summary>Adds a person on the page and returns the link that was shown.</summary>
    private static async Task<string> AddAsync(IPage page, string userName, string role)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a person" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("User name").FillAsync(userName);
        await dialog.GetByLabel("Role").SelectOptionAsync(role);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add and get the link" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "Link for " + userName })).ToBeVisibleAsync();
        var link = await dialog.GetByRole(AriaRole.Region, new() { Name = "link" }).InnerTextAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        return link.Trim();
    }

    private async Task<IPage> ChoosePasswordAsync(string link)
    {
        var page = await fixture.NewPageAsync(signedIn: false);
        await page.GotoAsync(link);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("Repeat the password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password and sign in" }).ClickAsync();
        await page.InteractiveAsync();
        return page;
    }

    [Fact]
    public async Task A_person_is_added_chooses_a_password_by_the_link_and_is_kept_to_the_role()
    {
        var page = await fixture.NewPageAsync();
        await page.OpenAsync("/users");
        var link = await AddAsync(page, "meera", "Viewer");
        Assert.StartsWith(fixture.App.Address.OriginalString, link, StringComparison.Ordinal);

        var hers = await ChoosePasswordAsync(link);
        Assert.Equal(0, await hers.GetByRole(AriaRole.Link, new() { Name = "People" }).CountAsync());
        Assert.Equal(403, (await hers.GotoAsync("/users"))!.Status);
        await Assertions.Expect(hers.GetByRole(AriaRole.Heading, new() { Name = "Not allowed" })).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Assertions.Expect(Row(page, "meera")).ToContainTextAsync("active");
        await hers.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_open_page_of_a_disabled_person_stops()
    {
        var page = await fixture.NewPageAsync();
        await page.OpenAsync("/users");
        var his = await ChoosePasswordAsync(await AddAsync(page, "ravi", "Support"));

        await page.GetByRole(AriaRole.Button, new() { Name = "ravi" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Assertions.Expect(Row(page, "ravi")).ToContainTextAsync("disabled");

        await Assertions.Expect(his.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync(new() { Timeout = RevocationLimit });
        await his.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_last_administrator_is_not_disabled()
    {
        var page = await fixture.NewPageAsync();
        await page.OpenAsync("/users?q=" + FirstAdministrator.UserName);
        await page.GetByRole(AriaRole.Button, new() { Name = FirstAdministrator.UserName, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert).Filter(new() { HasText = "last administrator" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_tenant_is_created_chosen_in_the_header_and_deactivated()
    {
        var page = await fixture.NewPageAsync();
        await page.OpenAsync("/tenants");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a tenant" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Zweite Firma");
        await dialog.GetByLabel("Slug").FillAsync("../zweite");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("is not valid")).ToBeVisibleAsync();
        await dialog.GetByLabel("Slug").FillAsync("zweite");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await Assertions.Expect(Row(page, "Zweite Firma")).ToContainTextAsync("active");

        await page.OpenAsync("/tenants");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch tenant" }).ClickAsync();
        await page.Locator("#tenant-menu").GetByRole(AriaRole.Button, new() { Name = "Zweite Firma" }).ClickAsync();
        await page.InteractiveAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tenant: Zweite Firma" })).ToBeVisibleAsync();

        await page.OpenAsync("/tenants");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate Zweite Firma" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Deactivate", Exact = true }).ClickAsync();
        await Assertions.Expect(Row(page, "Zweite Firma")).ToContainTextAsync("switched off");
        await page.OpenAsync("/tenants");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tenant: Zweite Firma" })).Not.ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
