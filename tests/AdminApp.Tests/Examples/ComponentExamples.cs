using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Features.Activations;
using AdminApp.Features.Batches;
using AdminApp.Features.Parties;
using AdminApp.Tests.Parties;
using AdminApp.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace AdminApp.Tests.Examples;

/// <summary>The examples of docs/testing-components.md; a test of the documentation keeps the two the same.</summary>
public sealed class ComponentExamples : PartyPagesContext
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);

    protected override Task<TestInstallation> CreateAppAsync() => TestInstallation.CreateAsync(clock);

    [Fact]
    public async Task A_stale_row_overwrites_nothing()
    {
        var id = (await App.AddCustomersAsync(1))[0];
        var page = Render<OnePartyPage>(parameters => parameters.Add(one => one.Id, id));
        page.WaitForElement("[role=switch]", Patience);

        await App.ChangeElsewhereAsync(id);
        page.Find("[role=switch]").Click();

        page.WaitForAssertion(() => Assert.Contains("Nothing was overwritten", page.Find(".notice-panel").TextContent, StringComparison.Ordinal), Patience);
        Assert.True((await PartyAsync(id)).IsActive);
    }

    [Fact]
    public async Task What_a_batch_left_alone_is_tried_again()
    {
        var batch = await App.PartialBatchAsync(changed: 3, leftAlone: 2);
        var page = Render<BatchPage>(parameters => parameters.Add(one => one.Id, batch.Id));
        page.WaitForAssertion(() => Assert.Contains("Changed since, left alone", page.Markup, StringComparison.Ordinal), Patience);

        page.FindAll("button").Single(button => button.TextContent == "Try 2 left out again…").Click();
        page.WaitForElement("dialog .danger", Patience).Click();

        await Eventually.TrueAsync(() => Navigation.Uri.Contains("/batches/", StringComparison.Ordinal), "the page of the new batch");
        var again = Navigation.Uri.Split('/')[^1];
        await Eventually.TrueAsync(async () => (await BatchAsync(again)).State == BatchState.Completed, "the end of the new batch");
        Assert.Equal((2, "branch closed", "SUP-17"), ((await BatchAsync(again)).Changed, (await BatchAsync(again)).Reason, (await BatchAsync(again)).Ticket));
    }

    [Fact]
    public async Task A_lost_circuit_does_not_lose_the_work()
    {
        await App.AddCustomersAsync(250);
        var bar = ShowBulkActions(250);
        bar.Find(".bulk [data-key=d]").Click();
        bar.WaitForElement("dialog textarea", Patience).Input("moved away");

        var press = bar.Find("dialog .danger").ClickAsync(new());
        await DisposeComponentsAsync();
        await press;

        var batch = await Eventually.ValueAsync(async () => (await BatchesAsync()).FirstOrDefault(one => one.State == BatchState.Completed), "the end of the batch");
        Assert.Equal(250, batch.Changed);
        Assert.Single(await BatchesAsync());
    }

    [Fact]
    public async Task A_preview_that_is_too_old_is_made_anew()
    {
        await App.AddCustomersAsync(3);
        var bar = ShowBulkActions(3);
        bar.Find(".bulk [data-key=d]").Click();
        bar.WaitForElement("dialog textarea", Patience).Input("moved away");

        clock.Advance(TimeSpan.FromMinutes(61));
        bar.Find("dialog .danger").Click();
        bar.WaitForAssertion(() => Assert.Contains("expired", bar.Find("dialog").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(await BatchesAsync());

        bar.FindAll("dialog button").Single(button => button.TextContent == "Preview again").Click();
        bar.WaitForAssertion(() => Assert.DoesNotContain("expired", bar.Find("dialog").TextContent, StringComparison.Ordinal), Patience);
        bar.Find("dialog .danger").Click();
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("dialog")), Patience);
        Assert.Single(await BatchesAsync());
    }

    private IRenderedComponent<BulkActions> ShowBulkActions(int total)
    {
        var selection = new GridSelection();
        selection.SelectAllMatching();
        return Render<BulkActions>(parameters => parameters
            .Add(bar => bar.Selection, selection)
            .Add(bar => bar.Total, total)
            .Add(bar => bar.Choose, _ => PartySelection.Matching(new PartyFilter(), [])));
    }

    private Task<BatchView> BatchAsync(string id) => App.Service<ActivationQueries>().GetAsync(App.Administrator, id, default);

    private Task<IReadOnlyList<BatchView>> BatchesAsync() => App.Service<ActivationQueries>().ListAsync(App.Administrator, 0, 10, default);
}
