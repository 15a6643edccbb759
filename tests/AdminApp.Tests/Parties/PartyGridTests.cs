using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Features.Parties;
using Microsoft.AspNetCore.Components.Web;

namespace AdminApp.Tests.Parties;

public sealed class PartyGridTests : PartyPagesContext
{
    [Fact]
    public async Task Pages_turn_by_the_row_they_begin_behind_and_the_way_back_shows_the_same_rows()
    {
        await App.AddCustomersAsync(60);
        var page = Open("/parties");
        var first = Names(page);

        Button(page, "Next").Click();
        Shows(page, "26–50 of 60");
        Assert.Contains("page=2&after=", Navigation.Uri, StringComparison.Ordinal);
        var second = Names(page);
        Button(page, "Next").Click();
        Shows(page, "51–60 of 60");
        Assert.True(Button(page, "Next").HasAttribute("disabled"));
        Button(page, "Previous").Click();
        Shows(page, "26–50 of 60");
        Assert.Contains("page=2&before=", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(second, Names(page));
        // A link to the middle of the list shows it to somebody who may only look, and nothing to select.
        await SignInAsync(Role.Viewer);
        var theirs = Open(Navigation.Uri);
        Assert.Equal(second, Names(theirs));
        Assert.Empty(theirs.FindAll(".pick"));
        Button(page, "Previous").Click();
        page.WaitForAssertion(() => Assert.Equal(first, Names(page)), Patience);
        Assert.EndsWith("/parties", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heading_pressed_with_shift_sorts_further_and_the_address_keeps_both()
    {
        await App.AddCustomersAsync(3);
        var page = Open("/parties?page=1");

        Heading(page, "GSTIN").Click();
        Heading(page, "Name").Click(new MouseEventArgs { ShiftKey = true });
        Heading(page, "Name").Click(new MouseEventArgs { ShiftKey = true });

        page.WaitForAssertion(() => Assert.Equal(["Party 0003", "Party 0002", "Party 0001"], Names(page)), Patience);
        Assert.EndsWith("/parties?sort=gstin&sort=-name", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(["↓2", "↑1"], page.FindAll(".sort.on .direction").Select(direction => direction.TextContent));
    }

    [Fact]
    public async Task Chosen_columns_are_there_the_next_time_unless_the_address_names_others()
    {
        await App.AddCustomersAsync(1);
        var page = Open("/parties");
        Button(page, "Columns").Click();
        page.WaitForAssertion(() => Assert.Contains("City", page.Find(".column-list").TextContent, StringComparison.Ordinal), Patience);
        page.FindAll(".column-list label").Single(label => label.TextContent.Contains("City", StringComparison.Ordinal)).QuerySelector("input")!.Change(true);
        page.FindAll(".column-list label").Single(label => label.TextContent.Contains("E-mail", StringComparison.Ordinal)).QuerySelector("input")!.Change(false);
        page.Find("[aria-label^='Move City before']").Click();
        page.Find(".dialog input[value=compact]").Change("compact");
        string[] chosen = ["Name", "Contact", "City", "GSTIN", "Open invoices", "Active"];
        page.WaitForAssertion(() => Assert.Equal(chosen, Headings(page)), Patience);

        var next = Open("/parties/vendors");
        var customers = Open("/parties/customers");
        customers.WaitForAssertion(() => Assert.Equal(chosen, Headings(customers)), Patience);
        Assert.Contains("compact", next.Find("[data-grid]").ClassName, StringComparison.Ordinal);
        Assert.Equal(["Name", "State"], Headings(Open("/parties/customers?cols=state,unheard-of,name")));
    }

    [Fact]
    public async Task A_shared_view_is_a_link_that_shows_the_same_to_everybody()
    {
        await App.AddCustomersAsync(2);
        var page = Open("/parties?q=party&sort=-name&cols=name,city&page=1");
        Button(page, "Save this view").Click();
        page.Find(".dialog input:not([type=checkbox])").Input("Backwards");
        page.Find(".dialog input[type=checkbox]").Change(true);
        Button(page, "Save view").Click();
        page.WaitForAssertion(() => Assert.Equal("Backwards", page.Find("[popovertarget=saved-views]").TextContent.Trim()), Patience);

        await SignInAsync(Role.Viewer);
        var theirs = Open("/parties");
        var link = theirs.Find("#saved-views a");
        Assert.Equal("Shared by administrator", link.QuerySelector("small")!.TextContent);
        Assert.Empty(theirs.FindAll("#saved-views [aria-label^=Delete]"));
        Button(theirs, "Save this view").Click();
        Assert.Empty(theirs.FindAll(".dialog input[type=checkbox]"));
        theirs = Open(link.GetAttribute("href")!);
        Assert.Equal(["Party 0002", "Party 0001"], Names(theirs));
        Assert.Equal(["Name", "City"], Headings(theirs));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<PartiesPage> page, string text) =>
        page.FindAll("button").First(button => button.TextContent.Contains(text, StringComparison.Ordinal));

    private static AngleSharp.Dom.IElement Heading(IRenderedComponent<PartiesPage> page, string title) =>
        page.FindAll("th button").Single(button => button.TextContent.StartsWith(title, StringComparison.Ordinal));

    private static string[] Headings(IRenderedComponent<PartiesPage> page) =>
        [.. page.FindAll("th:not(.pick)").Select(heading => heading.TextContent.Trim().TrimEnd('↕', '↑', '↓'))];

    private static void Shows(IRenderedComponent<PartiesPage> page, string text) =>
        page.WaitForAssertion(() => Assert.Equal(text, page.Find(".pager [role=status]").TextContent), Patience);
}
