using AdminApp.Data.Access;
using AdminApp.Data.Parties;
using AdminApp.Features.Parties;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Parties;

public sealed class OnePartyPageTests : PartyPagesContext
{
    [Fact]
    public async Task It_shows_the_fields_what_hangs_on_the_party_and_its_history()
    {
        var id = (await App.AddAsync(TestInstallation.Customer("Anand Traders"))).Id;
        await App.AddInvoicesAsync(id, ("Paid", 0.01m), ("Sent", 9999999999.99m));
        await App.Service<PartyService>().UpdateAsync(TestInstallation.As(Role.Support, "meera"), id,
            new PartyChanges { Fields = new Dictionary<string, string?> { ["email"] = "anand@example.com" } }, null, false, default);

        var page = Show(id);

        Assert.Equal("Anand Traders", page.Find("h1").TextContent);
        Assert.Contains("anand@example.com", page.Find(".party-fields").TextContent, StringComparison.Ordinal);
        Assert.Contains("₹10,00,00,00,000.00", page.Find(".relations").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 open · ₹9,99,99,99,999.99", page.Find(".relations").TextContent, StringComparison.Ordinal);
        var newest = page.FindAll(".history > li")[0].TextContent;
        Assert.Contains("Changed by meera", newest, StringComparison.Ordinal);
        Assert.Contains("anand@example.com", newest, StringComparison.Ordinal);
        Assert.Contains("Created", page.FindAll(".history > li")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_switch_changes_the_state_and_the_history_tells_it()
    {
        var ids = await App.AddCustomersAsync(1);
        var page = Show(ids[0]);
        page.Find("[role=switch]").Click();
        page.WaitForAssertion(() => Assert.Contains("Deactivated by administrator", page.Find(".history").TextContent, StringComparison.Ordinal), Patience);
        Undo();
        page.WaitForAssertion(() => Assert.Contains("Activated by administrator", page.Find(".history").TextContent, StringComparison.Ordinal), Patience);
        Assert.True((await PartyAsync(ids[0])).IsActive);
    }

    [Fact]
    public async Task A_stale_page_shows_yours_and_current_and_overwrites_nothing()
    {
        var ids = await App.AddCustomersAsync(1);
        var page = Show(ids[0]);
        await ElsewhereAsync(ids[0], false);
        await ElsewhereAsync(ids[0], true);
        page.Find("[role=switch]").Click();
        page.WaitForAssertion(() => Assert.Contains("Nothing was overwritten", page.Find(".notice-panel").TextContent, StringComparison.Ordinal), Patience);
        Assert.True((await PartyAsync(ids[0])).IsActive);
    }

    [Fact]
    public async Task Protecting_needs_a_reason_and_is_recorded_with_it()
    {
        var ids = await App.AddCustomersAsync(1);
        var page = Show(ids[0]);
        page.Find(".page-actions button").Click();
        page.WaitForElement("dialog", Patience);
        page.Find("dialog .primary").Click();
        page.WaitForAssertion(() => Assert.Contains("Say why", page.Find("dialog .field-error").TextContent, StringComparison.Ordinal), Patience);
        Assert.False((await PartyAsync(ids[0])).IsProtected);

        page.Find("dialog textarea").Input("key account");
        page.Find("dialog .primary").Click();

        page.WaitForAssertion(() => Assert.Contains("key account", page.Find(".history").TextContent, StringComparison.Ordinal), Patience);
        Assert.True((await PartyAsync(ids[0])).IsProtected);
    }

    [Fact]
    public async Task Only_an_administrator_is_offered_the_protection()
    {
        var ids = await App.AddCustomersAsync(1);
        await SignInAsync(Role.Support);
        Assert.Equal(["Edit"], Show(ids[0]).FindAll(".page-actions > *").Select(action => action.TextContent));
    }

    [Fact]
    public void A_number_nobody_has_is_answered_with_the_next_step()
    {
        var page = Render<OnePartyPage>(parameters => parameters.Add(one => one.Id, 77));
        page.WaitForAssertion(() => Assert.Equal("There is no party 77", page.Find(".empty h1").TextContent), Patience);
        Assert.Equal("/parties?status=all", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Older_history_comes_when_asked_for()
    {
        var ids = await App.AddCustomersAsync(1);
        for (var turn = 0; turn < 25; turn++)
            await ElsewhereAsync(ids[0], turn % 2 == 1);
        var page = Show(ids[0]);
        Assert.Equal(20, page.FindAll(".history > li").Count);
        page.FindAll("button").Single(button => button.TextContent == "Show older").Click();
        page.WaitForAssertion(() => Assert.Equal(25, page.FindAll(".history > li").Count), Patience);
    }

    private IRenderedComponent<OnePartyPage> Show(int id)
    {
        var page = Render<OnePartyPage>(parameters => parameters.Add(one => one.Id, id));
        page.WaitForElement("[role=switch]", Patience);
        return page;
    }
}
