using System.Text.RegularExpressions;
using AdminApp.Tests.Shared.Application;
using Browser.Tests.Support;

namespace Browser.Tests;

/// <summary>The main job, as a person does it on the demo tenant.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class PartyFlowTests(BrowserFixture fixture) : IAsyncLifetime
{
    private IPage _page = null!;

    private ILocator Grid => _page.GetByRole(AriaRole.Table);

    private ILocator Switches => Grid.GetByRole(AriaRole.Switch);

    public async Task InitializeAsync() => _page = await fixture.NewPageAsync();

    public async Task DisposeAsync() => await _page.Context.CloseAsync();

    [Fact]
    public async Task The_address_alone_says_which_parties_are_shown()
    {
        await _page.OpenAsync("/parties/customers?status=inactive");
        await Assertions.Expect(_page.GetByRole(AriaRole.Radio, new() { NameRegex = InactiveSegment() })).ToBeCheckedAsync();
        await Assertions.Expect(Switches.First).ToHaveAttributeAsync("aria-checked", "false");
        await Assertions.Expect(Grid.Locator("[role=switch][aria-checked=true]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_searched_for_goes_into_the_address_and_survives_a_reload()
    {
        await _page.OpenAsync("/parties");
        var box = _page.GetByRole(AriaRole.Searchbox);
        await box.FillAsync("शर्मा");
        await _page.WaitForURLAsync("**/parties?q=*");
        await _page.ReloadAsync();
        await _page.InteractiveAsync();
        await Assertions.Expect(box).ToHaveValueAsync("शर्मा");
        await Assertions.Expect(Grid.GetByRole(AriaRole.Link).First).ToContainTextAsync("शर्मा");
    }

    [Fact]
    public async Task A_switch_changes_one_party_and_stays_changed()
    {
        await _page.OpenAsync("/parties?status=all&size=100");
        var first = Switches.First;
        var before = await first.GetAttributeAsync("aria-checked");
        var after = before == "true" ? "false" : "true";
        await first.ClickAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-checked", after);
        await Assertions.Expect(first).Not.ToHaveAttributeAsync("aria-busy", "true");
        await _page.ReloadAsync();
        await _page.InteractiveAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-checked", after);
    }

    [Fact]
    public async Task A_stale_row_is_shown_and_not_overwritten()
    {
        await _page.OpenAsync("/parties?status=all&size=100");
        var first = Switches.First;
        var id = (await Grid.GetByRole(AriaRole.Link).First.GetAttributeAsync("href"))!.Split('/')[^1];
        using var api = await FirstAdministrator.ApiAsync(fixture.App);
        using var elsewhere = await api.PatchAsync(new Uri($"/api/parties/{id}/toggle", UriKind.Relative), null);
        elsewhere.EnsureSuccessStatusCode();

        await first.ClickAsync();
        await Assertions.Expect(Grid.GetByText("Nothing was overwritten")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_bulk_deactivation_is_previewed_applied_and_undone()
    {
        await _page.OpenAsync("/parties/vendors?size=100");
        var total = await ActiveCountAsync();
        await Grid.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = DeactivateSelection() }).ClickAsync();

        var dialog = _page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("will change")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(_page);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("Not dealt with since 2023");
        var apply = dialog.GetByRole(AriaRole.Button, new() { NameRegex = DeactivateSelection() });
        await apply.ClickAsync();
        await Assertions.Expect(dialog.GetByText("Type 100, the number of records that will change.")).ToBeVisibleAsync();
        await dialog.GetByLabel("Type 100 to confirm").FillAsync("100");
        await apply.ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(_page.GetByRole(AriaRole.Radio, new() { NameRegex = ActiveSegment() })).Not.ToHaveAccessibleNameAsync($"Active {total}");

        await _page.OpenAsync("/batches");
        await Grid.GetByRole(AriaRole.Link).First.ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = UndoBatch() }).ClickAsync();
        await _page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = UndoBatch() }).ClickAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Link, new() { Name = "The batch it undoes" })).ToBeVisibleAsync();
        await Assertions.Expect(_page.GetByText("100 of 100")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await _page.OpenAsync("/parties/vendors?size=100");
        await Assertions.Expect(_page.GetByRole(AriaRole.Radio, new() { NameRegex = ActiveSegment() })).ToHaveAccessibleNameAsync($"Active {total}");
    }

    [Fact]
    public async Task A_form_names_every_fault_keeps_what_was_typed_and_leads_to_the_field()
    {
        await _page.OpenAsync("/parties/new?type=customer");
        var name = _page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true });
        await name.FillAsync("Ganga Traders");
        await _page.GetByRole(AriaRole.Textbox, new() { Name = "GSTIN" }).FillAsync("29ABC");
        await _page.GetByRole(AriaRole.Button, new() { NameRegex = CreateParty() }).ClickAsync();

        var summary = _page.Locator(".error-summary");
        await Assertions.Expect(summary).ToContainTextAsync("Invalid GSTIN format");
        await Assertions.Expect(name).ToHaveValueAsync("Ganga Traders");
        await Axe.AssertCleanAsync(_page);
        await summary.GetByRole(AriaRole.Button, new() { Name = "Billing city is required." }).ClickAsync();
        await Assertions.Expect(_page.Locator("[aria-invalid=true]:focus")).ToHaveCountAsync(1);
    }

    private async Task<string> ActiveCountAsync()
    {
        var label = _page.Locator(".segment label", new() { HasTextRegex = ActiveSegment() });
        await Assertions.Expect(label).ToHaveTextAsync(CountedSegment());
        return CountedSegment().Match(await label.InnerTextAsync()).Groups[1].Value;
    }

    [GeneratedRegex("^\\s*Active")]
    private static partial Regex ActiveSegment();

    [GeneratedRegex("Active ([0-9,+]+)")]
    private static partial Regex CountedSegment();

    [GeneratedRegex("^\\s*Inactive")]
    private static partial Regex InactiveSegment();

    [GeneratedRegex("^Deactivate [0-9]+")]
    private static partial Regex DeactivateSelection();

    [GeneratedRegex("^Create")]
    private static partial Regex CreateParty();

    [GeneratedRegex("^Undo")]
    private static partial Regex UndoBatch();
}
