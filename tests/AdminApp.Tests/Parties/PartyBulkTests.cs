using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Features.Parties;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Parties;

/// <summary>Many parties at once, from the selection to the undo.</summary>
public sealed class PartyBulkTests : PartyPagesContext
{
    [Fact]
    public async Task Changing_the_filter_clears_the_selection_and_turning_the_page_does_not()
    {
        await App.AddCustomersAsync(30);
        var page = Open("/parties/customers");
        page.FindAll("tr[data-row] .pick input")[0].Change(true);
        Selected(page, 1);

        Navigation.NavigateTo("/parties/customers?page=2");
        page.WaitForAssertion(() => Assert.Equal(5, Names(page).Length), Patience);
        Selected(page, 1);

        Navigation.NavigateTo("/parties/customers?status=all");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".bulk")), Patience);
    }

    [Fact]
    public async Task What_was_previewed_is_applied_and_the_toast_takes_it_back()
    {
        var ids = await App.AddCustomersAsync(30);
        await App.AddInvoicesAsync(ids[0], ("Sent", 1500.50m));
        var page = Open("/parties/customers");
        page.FindAll("tr[data-row] .pick input")[3].Change(true);
        Selected(page, 1);
        page.Find(".bulk .link").Click();
        Selected(page, 30);
        page.FindAll("tr[data-row] .pick input")[1].Change(false);
        Selected(page, 29);

        Preview(page, "d");
        Assert.Equal("Deactivate 29 customers?", page.Find("dialog h2").TextContent);
        Assert.Contains("₹1,500.50 open in 1 invoice", page.Find("dialog").TextContent, StringComparison.Ordinal);
        page.Find("dialog .btn.danger").Click();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("dialog textarea").GetAttribute("aria-invalid")), Patience);
        Assert.True((await PartyAsync(ids[0])).IsActive);

        page.Find("dialog textarea").Input("Merged");
        page.Find("dialog .btn.danger").Click();
        page.WaitForAssertion(() => Assert.Equal("1 active · 29 inactive", page.Find(".page-header .sub").TextContent), Patience);
        Assert.Equal(["Party 0002"], Names(page));
        Assert.Empty(page.FindAll(".bulk"));
        Assert.Contains(Messages, message => message.Summary == "29 customers deactivated");

        Undo();
        page.WaitForAssertion(() => Assert.Equal("30 active · 0 inactive", page.Find(".page-header .sub").TextContent), Patience);
    }

    [Fact]
    public async Task A_party_that_changed_since_the_preview_is_left_alone_and_reported_on_the_batch_page()
    {
        var ids = await App.AddCustomersAsync(3);
        var page = Open("/parties/customers");
        page.Find("thead .pick input").Change(true);
        Selected(page, 3);
        Preview(page, "d");
        await App.Service<PartyService>().UpdateAsync(
            App.Administrator, ids[1], new PartyChanges { Fields = new Dictionary<string, string?> { ["notes"] = "just ordered" } }, null, false, default);

        page.Find("dialog textarea").Input("Closed");
        page.Find("dialog .btn.danger").Click();

        page.WaitForAssertion(() => Assert.Contains("/batches/", Navigation.Uri, StringComparison.Ordinal), Patience);
        var batch = Assert.Single(await App.Service<ActivationQueries>().ListAsync(App.Administrator, 0, 10, default));
        Assert.Equal((2, 1), (batch.Changed, batch.Drifted));
        Assert.True((await PartyAsync(ids[1])).IsActive);
        Assert.False((await PartyAsync(ids[0])).IsActive);
    }

    [Fact]
    public async Task Parties_that_are_so_already_leave_nothing_to_apply()
    {
        await App.AddCustomersAsync(2);
        var page = Open("/parties/customers");
        page.Find("thead .pick input").Change(true);
        Selected(page, 2);
        Preview(page, "a");
        Assert.Equal("Nothing would change", page.Find("dialog h2").TextContent);
        Assert.Empty(page.FindAll("dialog textarea"));
        Assert.Equal("Close", page.Find("dialog footer .btn").TextContent);
    }

    private static void Selected(IRenderedComponent<PartiesPage> page, int count) =>
        page.WaitForAssertion(() => Assert.Contains($"{count} selected", page.Find(".bulk").TextContent, StringComparison.Ordinal), Patience);

    private static void Preview(IRenderedComponent<PartiesPage> page, string key)
    {
        page.Find($".bulk [data-key={key}]").Click();
        page.WaitForElement("dialog h2", Patience);
    }
}
