using System.Net.Http.Json;
using AdminApp.Tests.Shared.Application;
using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>Backups in the browser: made, compared, sent in, and somebody else is told of a restore.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BackupFlowTests(BrowserFixture fixture)
{
    private const float Patience = 60_000;

    [Fact]
    public async Task A_backup_is_made_compared_and_restored_and_an_open_page_is_told()
    {
        var page = await fixture.NewPageAsync();
        var complaints = new BrowserComplaints(page);
        await page.OpenAsync("/backups");
        await page.GetByLabel("Database to back up").SelectOptionAsync("demo");
        await page.GetByLabel("Reason for the backup").FillAsync("before the fair");
        await page.GetByRole(AriaRole.Button, new() { Name = "Back up now" }).ClickAsync();
        var row = page.Locator("tr[data-row]", new() { HasText = "before the fair" });
        await Assertions.Expect(row).ToBeVisibleAsync(new() { Timeout = Patience });
        await row.GetByRole(AriaRole.Button, new() { NameString = "Test a restore" }).ClickAsync();
        await Assertions.Expect(page.Locator(".care .tag.ok", new() { HasText = "equal" }).First).ToBeVisibleAsync(new() { Timeout = Patience });

        using (var api = await FirstAdministrator.ApiAsync(fixture.App, "demo"))
        using (var answer = await api.PostAsJsonAsync(new Uri("/api/parties", UriKind.Relative), new { type = "customer", name = "After the backup", billing_address_line1 = "1 MG Road", billing_city = "Pune", billing_state = "Maharashtra" }))
            answer.EnsureSuccessStatusCode();
        var other = await fixture.NewPageAsync();
        await other.OpenAsync("/parties");

        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^Restore") }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator("[role=status]")).ToContainTextAsync("stay as they are", new() { Timeout = Patience });
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.SchemeAsync(scheme);
            await Axe.AssertCleanAsync(page);
        }
        await Screens.TakeAsync(page, "backups-restore");
        await dialog.GetByLabel("Reason, for the audit").FillAsync("wrong prices");
        await dialog.Locator(".type-to-confirm input").FillAsync("demo");
        await dialog.Locator(".danger").ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Alert).Filter(new() { HasText = "was restored to its backup" })).ToBeVisibleAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.Locator(".work.done", new() { HasText = "What was there before is in" })).ToBeVisibleAsync(new() { Timeout = Patience });
        await page.GetByText("Who did what with backups").ClickAsync();
        await page.GetByText("Send a database file in").ClickAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.SchemeAsync(scheme);
            await Axe.AssertCleanAsync(page);
        }
        await Screens.TakeAsync(page, "backups-used");
        await other.GetByRole(AriaRole.Button, new() { Name = "Reload" }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0, new() { Timeout = Patience });
        complaints.AssertNone("/backups");
        await other.Context.CloseAsync();
        await page.Context.CloseAsync();
    }
}
