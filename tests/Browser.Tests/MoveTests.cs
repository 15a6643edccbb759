using AdminApp.Tests.Shared.Postgres;
using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>A tenant on PostgreSQL is adopted, moved into its file and brought back, as an administrator does it in the browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MoveTests(BrowserFixture fixture) : IAsyncLifetime
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 120_000 };

    private IPage _page = null!;

    public async Task InitializeAsync() => _page = await fixture.NewPageAsync();

    public async Task DisposeAsync() => await _page.Context.CloseAsync();

    [Fact]
    public async Task A_tenant_is_planned_rehearsed_cut_over_and_brought_back_with_what_was_written_meanwhile()
    {
        var complaints = new BrowserComplaints(_page);
        await AdoptAsync("Umzug Company", "moved");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Move of Umzug Company" }).ClickAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Move of Umzug Company", Level = 1 })).ToBeVisibleAsync();
        await Button("Plan").ClickAsync();
        await DoneAsync("Plan for moved");
        await Button("Rehearse…").ClickAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Rehearse" }).ClickAsync();
        await DoneAsync("Rehearsal for moved");

        await Button("Cut over…").ClickAsync();
        await Assertions.Expect(Dialog.GetByText("Nobody will be able to write for about")).ToBeVisibleAsync(Patience);
        await _page.IsFineEverywhereAsync("move-cutover-dialog");
        await ConfirmAsync("The contract ends", "moved", "Cut over, about");
        await DoneAsync("Cutover of moved");
        await Assertions.Expect(_page.GetByText("lives in its file here, came from")).ToBeVisibleAsync();
        await _page.IsFineEverywhereAsync("move-moved");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Cutover of moved" }).First.ClickAsync();
        await Assertions.Expect(_page.GetByText("Fence at the source")).ToBeVisibleAsync();
        await _page.IsFineEverywhereAsync("move-cutover-report");

        await _page.OpenAsync("/migrations/tenants/moved");
        await Button("Fall back…").ClickAsync();
        await Assertions.Expect(Dialog.GetByText("Looked at")).ToBeVisibleAsync(Patience);
        await _page.IsFineEverywhereAsync("move-fallback-dialog");
        await ConfirmAsync("They came back", "moved", "Fall back");
        await DoneAsync("Fallback of moved");
        await Assertions.Expect(_page.GetByText("lives in t_", new() { Exact = false })).ToBeVisibleAsync();
        await _page.GetByRole(AriaRole.Link, new() { Name = "Fallback of moved" }).First.ClickAsync();
        await Assertions.Expect(_page.GetByText("The tenant lives on PostgreSQL again")).ToBeVisibleAsync();
        await _page.IsFineEverywhereAsync("move-fallback-report");
        complaints.AssertNone("move");
    }

    [Fact]
    public async Task A_stream_is_started_watched_and_cut_over_by_the_keyboard()
    {
        await AdoptAsync("Unna Company", "streamed");
        await _page.OpenAsync("/migrations/tenants/streamed");
        await Button("Start the stream…").PressAsync("Enter");
        await Dialog.GetByLabel("Reason").FillAsync("Seconds, not minutes");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Start the stream" }).PressAsync("Enter");
        var stream = _page.GetByRole(AriaRole.Region, new() { Name = "Stream" });
        await Assertions.Expect(stream.GetByText("streaming", new() { Exact = true })).ToBeVisibleAsync(Patience);
        await Assertions.Expect(stream.GetByRole(AriaRole.Img).First).ToBeVisibleAsync(Patience);
        await stream.GetByText("The figures as a table").ClickAsync();
        await _page.IsFineEverywhereAsync("move-stream");
        await Button("Cut over…").PressAsync("Enter");
        await Assertions.Expect(Dialog.GetByText("Looked at")).ToBeVisibleAsync(Patience);
        await Dialog.GetByLabel("Reason").FillAsync("Everything is ready");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Cut over" }).PressAsync("Enter");
        await DoneAsync("Cutover of streamed");
        await _page.OpenAsync("/migrations");
        await Assertions.Expect(_page.GetByRole(AriaRole.Article, new() { Name = "Move of Unna Company" }).GetByText("read-only for")).ToBeVisibleAsync();
        await _page.IsFineEverywhereAsync("moves");
    }

    private ILocator Dialog => _page.GetByRole(AriaRole.Dialog);

    private ILocator Button(string name) => _page.Locator(".move-actions").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    // Other tests work in the tenant that is the first by its name: these are to come behind it.
    private async Task AdoptAsync(string name, string slug)
    {
        var source = await OriginData.CreateDatabaseAsync(60);
        await _page.OpenAsync("/tenants");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Add a tenant" }).ClickAsync();
        await Dialog.GetByLabel("Name").FillAsync(name);
        await Dialog.GetByLabel("Slug").FillAsync(slug);
        await Dialog.GetByLabel("Database").SelectOptionAsync("PostgreSQL, by its connection string");
        await Dialog.Locator("input[type=password]").FillAsync(source);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Adopt the database" }).ClickAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Link, new() { Name = $"Move of {name}" })).ToBeVisibleAsync(Patience);
    }

    private async Task ConfirmAsync(string reason, string slug, string button)
    {
        await Dialog.GetByLabel("Reason").FillAsync(reason);
        await Dialog.GetByLabel("Type").FillAsync(slug);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Assertions.Expect(Dialog).ToHaveCountAsync(0, new() { Timeout = 60_000 });
    }

    private Task DoneAsync(string title) =>
        Assertions.Expect(_page.Locator(".card:has(.live-head)").Filter(new() { Has = _page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) }).GetByText("completed", new() { Exact = true })).ToBeVisibleAsync(Patience);
}
