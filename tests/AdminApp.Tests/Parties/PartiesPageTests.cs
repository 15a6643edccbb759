using AdminApp.Data.Tenants;
using AdminApp.Features.Parties;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Parties;

public sealed class PartiesPageTests : PartyPagesContext
{
    [Fact]
    public async Task The_list_begins_with_active_parties_and_says_so_in_a_chip()
    {
        var ids = await App.AddCustomersAsync(3);
        await ElsewhereAsync(ids[1], false);

        var page = Open("/parties/customers");

        Assert.Equal(["Party 0001", "Party 0003"], Names(page));
        Assert.Equal("2 active · 1 inactive", page.Find(".page-header .sub").TextContent);
        page.Find("[aria-label='Remove filter Active']").Click();
        page.WaitForAssertion(() => Assert.Equal(3, Names(page).Length), Patience);
        Assert.EndsWith("/parties/customers?status=all", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_sort_page_and_size_come_from_the_address()
    {
        await App.AddCustomersAsync(30);
        var pune = TestInstallation.Customer("Pune Dental");
        pune.BillingCity = "Pune";
        await App.AddAsync(pune);

        Assert.Equal(["Pune Dental"], Names(Open("/parties?city=Pune&city=Nashik")));
        Assert.Equal(["Pune Dental"], Names(Open("/parties/customers?q=dental")));
        var last = Open("/parties/customers?sort=-name&page=2&size=25");
        Assert.Equal("Party 0006", Names(last)[0]);
        Assert.Contains("26–31 of 31", last.Find(".pager").TextContent, StringComparison.Ordinal);
        Assert.Empty(Names(Open("/parties/vendors")));
    }

    [Fact]
    public async Task What_an_address_says_and_nobody_understands_is_ignored()
    {
        await App.AddCustomersAsync(2);
        Assert.Equal(2, Names(Open("/parties?status=maybe&sort=-nonsense&page=-3&size=7&type=alien")).Length);
    }

    [Fact]
    public async Task A_page_behind_the_last_leads_to_the_last()
    {
        await App.AddCustomersAsync(30);
        var page = Open("/parties?page=9");
        page.WaitForAssertion(() => Assert.Equal(5, Names(page).Length), Patience);
        Assert.EndsWith("?page=2", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_panel_offers_the_recorded_values_and_puts_the_chosen_into_the_address()
    {
        await App.AddCustomersAsync(1);
        var page = Open("/parties");
        page.Find("[aria-controls=party-filters]").Click();
        page.WaitForElement(".checklist input", Patience);

        page.FindAll(".checklist label").Single(label => label.TextContent.Contains("Karnataka", StringComparison.Ordinal)).QuerySelector("input")!.Change(true);

        page.WaitForAssertion(() => Assert.Contains("State: Karnataka", page.Find(".bar .chip:nth-child(2)").TextContent, StringComparison.Ordinal), Patience);
        Assert.EndsWith("/parties?state=Karnataka", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_first_page_loads_a_skeleton_stands_in_its_place()
    {
        KeepWaitingForThePerson();
        Navigation.NavigateTo("/parties");
        var page = Render<PartiesPage>();
        Assert.NotEmpty(page.FindAll(".skeleton"));
        Assert.Contains("Counting…", page.Find(".page-header .sub").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_without_parties_says_how_to_get_some()
    {
        var page = Open("/parties/vendors");
        Assert.Equal("No vendors yet", page.Find(".empty h2").TextContent);
        Assert.Equal("/parties/new?type=vendor", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task When_only_inactive_parties_match_the_page_offers_to_include_them()
    {
        var ids = await App.AddCustomersAsync(1);
        await ElsewhereAsync(ids[0], false);

        var page = Open("/parties/customers?q=party");

        Assert.Equal("No active customer matches “party”", page.Find(".empty h2").TextContent);
        page.Find(".empty button").Click();
        page.WaitForAssertion(() => Assert.Equal(["Party 0001"], Names(page)), Patience);
        Assert.Contains("status=all", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nothing_matches_the_page_offers_to_clear_the_filters()
    {
        await App.AddCustomersAsync(1);
        var page = Open("/parties/customers?q=zzz&city=Pune");
        page.Find(".empty button").Click();
        page.WaitForAssertion(() => Assert.Equal(["Party 0001"], Names(page)), Patience);
        Assert.EndsWith("/parties/customers", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_load_keeps_the_rows_shows_a_trace_id_and_offers_retry()
    {
        await App.AddCustomersAsync(2);
        var page = Open("/parties");
        var file = App.Service<DatabaseLocations>().Tenant(TestInstallation.Slug);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Move(file, file + ".away");

        Navigation.NavigateTo("/parties?sort=-name");

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".error-panel")), Patience);
        Assert.Equal(["Party 0001", "Party 0002"], Names(page));
        File.Move(file + ".away", file, overwrite: true);
        page.Find(".error-panel button").Click();
        page.WaitForAssertion(() => Assert.Equal(["Party 0002", "Party 0001"], Names(page)), Patience);
        Assert.Empty(page.FindAll(".error-panel"));
    }
}
