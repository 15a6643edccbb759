using AdminApp.Data.Access;
using AdminApp.Data.Parties;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Parties;

/// <summary>A row's switch: what it changes, and what it must not.</summary>
public sealed class PartySwitchTests : PartyPagesContext
{
    [Fact]
    public async Task It_changes_the_row_in_place_and_the_toast_takes_it_back()
    {
        var ids = await App.AddCustomersAsync(2);
        var page = Open("/parties/customers");

        page.Find("[aria-label='Active: Party 0001']").Click();

        page.WaitForAssertion(() => Assert.Equal("1 active · 1 inactive", page.Find(".page-header .sub").TextContent), Patience);
        Assert.Equal("false", page.Find("[aria-label='Active: Party 0001']").GetAttribute("aria-checked"));
        Assert.False((await PartyAsync(ids[0])).IsActive);
        Undo();
        page.WaitForAssertion(() => Assert.Equal("2 active · 0 inactive", page.Find(".page-header .sub").TextContent), Patience);
        Assert.True((await PartyAsync(ids[0])).IsActive);
    }

    [Fact]
    public async Task A_stale_row_shows_yours_and_current_and_overwrites_nothing()
    {
        var ids = await App.AddCustomersAsync(1);
        var page = Open("/parties/customers");
        await App.Service<PartyService>().UpdateAsync(
            TestInstallation.As(Role.Support, "meera"), ids[0], new PartyChanges { Fields = new Dictionary<string, string?> { ["email"] = "new@example.com" } }, null, false, default);

        page.Find("[role=switch]").Click();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tr.notice")), Patience);
        var notice = page.Find("tr.notice").TextContent;
        Assert.Contains("Yours: inactive", notice, StringComparison.Ordinal);
        Assert.Contains("Current: active", notice, StringComparison.Ordinal);
        Assert.Contains("by meera", notice, StringComparison.Ordinal);
        Assert.Contains("e-mail", notice, StringComparison.Ordinal);
        Assert.True((await PartyAsync(ids[0])).IsActive);

        page.Find("tr.notice button").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("tr.notice")), Patience);
        Assert.Contains("new@example.com", page.Find("tr[data-row]").TextContent, StringComparison.Ordinal);
        page.Find("[role=switch]").Click();
        page.WaitForAssertion(() => Assert.Equal("false", page.Find("[role=switch]").GetAttribute("aria-checked")), Patience);
    }

    [Fact]
    public async Task An_undo_that_comes_too_late_changes_nothing_and_says_so()
    {
        var ids = await App.AddCustomersAsync(1);
        var page = Open("/parties/customers");
        page.Find("[role=switch]").Click();
        page.WaitForAssertion(() => Assert.NotEmpty(Messages), Patience);
        await App.Service<PartyService>().UpdateAsync(
            App.Administrator, ids[0], new PartyChanges { Fields = new Dictionary<string, string?> { ["notes"] = "closed for good" } }, null, false, default);

        Undo();

        page.WaitForAssertion(() => Assert.Contains(Messages, message => message.Summary == "Party 0001 was not changed back"), Patience);
        Assert.False((await PartyAsync(ids[0])).IsActive);
    }

    [Fact]
    public async Task A_protected_party_stays_active_and_the_row_says_why()
    {
        var ids = await App.AddCustomersAsync(1);
        await App.Service<PartyService>().SetProtectedAsync(App.Administrator, ids[0], true, "key account", default);
        var page = Open("/parties/customers");

        page.Find("[role=switch]").Click();

        page.WaitForAssertion(() => Assert.Contains("is protected and stays active", page.Find("tr.notice").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("true", page.Find("[role=switch]").GetAttribute("aria-checked"));
        Assert.True((await PartyAsync(ids[0])).IsActive);
    }

    [Fact]
    public async Task A_busy_database_leaves_the_row_as_it_was_and_says_to_try_again()
    {
        var ids = await App.AddCustomersAsync(1);
        var page = Open("/parties/customers");
        using (await App.Service<WriteGates>().For(App.Service<DatabaseLocations>().Tenant(TestInstallation.Slug)).EnterAsync(default))
        {
            page.Find("[role=switch]").Click();
            page.WaitForAssertion(() => Assert.Contains("try again", page.Find("tr.notice").TextContent, StringComparison.Ordinal), Patience);
        }
        Assert.Equal("true", page.Find("[role=switch]").GetAttribute("aria-checked"));
        Assert.True((await PartyAsync(ids[0])).IsActive);
    }

    [Fact]
    public async Task A_viewer_sees_switches_that_say_why_they_do_not_move_and_can_select_nothing()
    {
        await App.AddCustomersAsync(1);
        await SignInAsync(Role.Viewer);

        var page = Open("/parties/customers");

        var active = page.Find("[role=switch]");
        Assert.Equal("true", active.GetAttribute("aria-disabled"));
        Assert.Contains("Viewer may look but not change", active.GetAttribute("title"), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".pick"));
        Assert.Empty(page.FindAll(".bulk-room"));
        // What one may see may be taken along; nothing can be made or brought in.
        Assert.All(page.FindAll(".page-actions a"), link => Assert.Contains("/export.", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rights_that_were_taken_away_hold_for_an_open_page()
    {
        var ids = await App.AddCustomersAsync(1);
        var page = Open("/parties/customers");
        await SignInAsync(Role.Viewer);

        page.Find("[role=switch]").Click();

        page.WaitForAssertion(() => Assert.Contains("needs the permission", page.Find("tr.notice").TextContent, StringComparison.Ordinal), Patience);
        Assert.True((await PartyAsync(ids[0])).IsActive);
    }
}
