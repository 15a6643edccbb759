using AdminApp.Tests.Shared.Postgres;
using Browser.Tests.Support;
using Npgsql;

namespace Browser.Tests;

/// <summary>A copy from the page, as an administrator does it, from a real PostgreSQL database.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DataMigrationTests(BrowserFixture fixture) : IAsyncLifetime
{
    private IPage _page = null!;

    public async Task InitializeAsync() => _page = await fixture.NewPageAsync();

    public async Task DisposeAsync() => await _page.Context.CloseAsync();

    [Fact]
    public async Task A_copy_is_planned_started_watched_to_its_end_and_its_report_opened()
    {
        var complaints = new BrowserComplaints(_page);
        await FillAsync(await OriginData.CreateDatabaseAsync(200), "browser-copy");
        await Button("Plan").ClickAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Region, new() { Name = "Plan" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Axe.AssertCleanAsync(_page);
        await Screens.TakeAsync(_page, "migration-plan");
        await Button("Copy").ClickAsync();
        await Assertions.Expect(Card("Copy into browser-copy").GetByText("completed", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Axe.AssertCleanAsync(_page);

        await OpenReportAsync("Copy into browser-copy");
        await Assertions.Expect(_page.GetByRole(AriaRole.Table).GetByText("parties", new() { Exact = true })).ToBeVisibleAsync();
        await _page.IsFineEverywhereAsync("migration-report");
        complaints.AssertNone("copy");
    }

    [Fact]
    public async Task A_copy_on_its_way_is_cancelled_and_offers_to_resume()
    {
        var source = await OriginData.CreateDatabaseAsync(200);
        await using var holding = new NpgsqlConnection(source);
        await holding.OpenAsync();
        await using (var command = new NpgsqlCommand("BEGIN; LOCK TABLE parties IN ACCESS EXCLUSIVE MODE", holding))
            await command.ExecuteNonQueryAsync();
        await FillAsync(source, "browser-cancel");
        await Button("Copy").ClickAsync();
        await Assertions.Expect(Card("Copy into browser-cancel").GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await _page.IsFineEverywhereAsync("migration-live");
        await Card("Copy into browser-cancel").GetByRole(AriaRole.Button, new() { Name = "Cancel…" }).ClickAsync();
        await _page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel it" }).ClickAsync();
        await Assertions.Expect(Card("Copy into browser-cancel").GetByText("cancelled", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await OpenReportAsync("Copy into browser-cancel");
        await Assertions.Expect(_page.GetByText("Cancelled by")).ToBeVisibleAsync();
        await _page.IsFineEverywhereAsync("migration-cancelled");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Resume…" }).ClickAsync();
        await Assertions.Expect(_page.GetByLabel("Tenant slug")).ToHaveValueAsync("browser-cancel");
    }

    [Fact]
    public async Task Differences_are_shown_down_to_the_value()
    {
        var source = await OriginData.CreateDatabaseAsync(200);
        await FillAsync(source, "browser-differs");
        await Button("Copy").ClickAsync();
        await Assertions.Expect(Card("Copy into browser-differs").GetByText("completed", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await PostgresCluster.ExecuteAsync(source, "UPDATE parties SET name = 'Somebody else entirely' WHERE id IN (7, 8); DELETE FROM products WHERE id = (SELECT max(id) FROM products p WHERE NOT EXISTS (SELECT FROM invoice_items i WHERE i.product_id = p.id))");
        await FormAsync(source, "browser-differs");
        await Button("Verify").ClickAsync();
        var verification = Card("Verification of browser-differs");
        await Assertions.Expect(verification.GetByText("differs", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await OpenReportAsync("Verification of browser-differs");
        await Assertions.Expect(_page.GetByText("Somebody else entirely").First).ToBeVisibleAsync();
        await _page.IsFineEverywhereAsync("migration-differs");
    }

    /// <summary>The card of one run: those of other tests are on the page as well.</summary>
    private ILocator Card(string title) => _page.Locator(".data-section .card:has(.live-head)").Filter(new() { Has = _page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    // The page before says much of the same: it is the report's own heading that tells that it is there.
    private async Task OpenReportAsync(string title)
    {
        await Card(title).GetByRole(AriaRole.Link, new() { Name = "Open the report" }).ClickAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true, Level = 1 })).ToBeVisibleAsync();
    }

    private ILocator Button(string name) => _page.Locator("form.data-copy").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private async Task FillAsync(string source, string slug)
    {
        await _page.OpenAsync("/migrations");
        await FormAsync(source, slug);
    }

    private async Task FormAsync(string source, string slug)
    {
        await _page.GetByText("Copy a PostgreSQL database into a tenant", new() { Exact = true }).ClickAsync();
        await _page.Locator("input[name='model.Source']").FillAsync(source);
        await _page.GetByLabel("Tenant slug").FillAsync(slug);
    }
}
