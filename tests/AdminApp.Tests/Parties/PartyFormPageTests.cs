using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Parties;
using AdminApp.Features.Parties;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Parties;

public sealed class PartyFormPageTests : PartyPagesContext
{
    [Fact]
    public async Task A_filled_in_form_creates_the_party_and_opens_its_page()
    {
        var page = New("/parties/new?type=vendor");
        Fill(page, "Name", "Zürich Dental");
        Fill(page, "Address line 1", "1 Lake Road");
        Fill(page, "City", "Pune");
        Fill(page, "State", "Maharashtra");
        Fill(page, "GSTIN", "29abcde1234f1z5");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Matches("/parties/[0-9]+$", Navigation.Uri), Patience);
        var party = await PartyAsync(int.Parse(Navigation.Uri.Split('/')[^1], null));
        Assert.Equal(("Zürich Dental", true, false, "29ABCDE1234F1Z5", 1), (party.Name, party.IsVendor, party.IsCustomer, party.Gstin, party.Version));
    }

    [Fact]
    public void Errors_stand_at_their_fields_and_in_a_summary_and_nothing_is_saved()
    {
        var page = New("/parties/new");
        Fill(page, "GSTIN", "29");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal(6, page.FindAll(".error-summary li").Count), Patience);
        Assert.Equal("true", Input(page, "Name").GetAttribute("aria-invalid"));
        var described = Input(page, "GSTIN").GetAttribute("aria-describedby")!.Split(' ');
        Assert.Contains("Invalid GSTIN format", page.Find("#" + described[0]).TextContent, StringComparison.Ordinal);
        Assert.Equal("Choose customer, vendor or both.", page.Find("#type-error").TextContent);
        Assert.EndsWith("/parties/new", Navigation.Uri, StringComparison.Ordinal);

        Fill(page, "Name", "Now named");
        page.WaitForAssertion(() => Assert.Equal(5, page.FindAll(".error-summary li").Count), Patience);
        Assert.False(Input(page, "Name").HasAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Saving_an_edit_changes_the_typed_fields_alone()
    {
        var old = TestInstallation.Customer("Old style");
        old.Notes = "kept";
        var id = (await App.AddAsync(old)).Id;
        var page = Edit(id);
        Fill(page, "E-mail", "mine@example.com");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith($"/parties/{id}", Navigation.Uri, StringComparison.Ordinal), Patience);
        var party = await PartyAsync(id);
        Assert.Equal(("mine@example.com", "kept", 2), (party.Email, party.Notes, party.Version));
    }

    [Fact]
    public async Task A_change_by_somebody_else_is_shown_beside_mine_and_each_field_is_decided()
    {
        var id = (await App.AddAsync(TestInstallation.Customer("Shared"))).Id;
        var page = Edit(id);
        Fill(page, "E-mail", "mine@example.com");
        Fill(page, "Contact number", "12345");
        await App.Service<PartyService>().UpdateAsync(TestInstallation.As(Role.Support, "meera"), id,
            new PartyChanges { Fields = new Dictionary<string, string?> { ["email"] = "theirs@example.com", ["contact_person"] = "Theirs" } }, 1, false, default);

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".conflict")), Patience);
        Assert.Contains("by meera", page.Find(".conflict").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Contact person", "E-mail"], page.FindAll(".conflict tbody th").Select(head => head.TextContent));
        Assert.True(page.Find("[type=submit]").HasAttribute("disabled"));
        Assert.True(page.Find(".conflict .btn.primary").HasAttribute("disabled"));
        Assert.Equal("theirs@example.com", (await PartyAsync(id)).Email);

        page.Find("[aria-label='Keep mine: E-mail']").Click();
        page.WaitForAssertion(() => Assert.False(page.Find(".conflict .btn.primary").HasAttribute("disabled")), Patience);
        page.Find(".conflict .btn.primary").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".conflict")), Patience);
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith($"/parties/{id}", Navigation.Uri, StringComparison.Ordinal), Patience);
        var party = await PartyAsync(id);
        Assert.Equal(("mine@example.com", "Theirs", "12345", 3), (party.Email, party.ContactPerson, party.ContactNumber, party.Version));
    }

    [Fact]
    public async Task Leaving_with_something_typed_asks_first()
    {
        var id = (await App.AddAsync(TestInstallation.Customer("Guarded"))).Id;
        var page = Edit(id);
        Fill(page, "Notes", "half a sentence");

        Navigation.NavigateTo("/parties");
        page.WaitForAssertion(() => Assert.Equal("Leave without saving?", page.Find("dialog h2").TextContent), Patience);
        Assert.EndsWith("/edit", Navigation.Uri, StringComparison.Ordinal);

        page.Find("dialog .danger").Click();
        page.WaitForAssertion(() => Assert.EndsWith("/parties", Navigation.Uri, StringComparison.Ordinal), Patience);
        Assert.Null((await PartyAsync(id)).Notes);
    }

    [Fact]
    public void A_party_that_is_not_there_cannot_be_edited()
    {
        var page = Render<PartyFormPage>(parameters => parameters.Add(form => form.Id, 404));
        page.WaitForAssertion(() => Assert.Equal("There is no party 404", page.Find(".empty h1").TextContent), Patience);
    }

    private IRenderedComponent<PartyFormPage> New(string address)
    {
        Navigation.NavigateTo(address);
        return Render<PartyFormPage>();
    }

    private IRenderedComponent<PartyFormPage> Edit(int id)
    {
        Navigation.NavigateTo($"/parties/{id}/edit");
        var page = Render<PartyFormPage>(parameters => parameters.Add(form => form.Id, id));
        page.WaitForElement("form", Patience);
        return page;
    }

    /// <summary>The first field of that label: of the addresses, billing.</summary>
    private static AngleSharp.Dom.IElement Input(IRenderedComponent<PartyFormPage> page, string label) =>
        page.FindComponents<FormField>().First(field => field.Instance.Label == label).Find("input, select, textarea");

    private static void Fill(IRenderedComponent<PartyFormPage> page, string label, string text) => Input(page, label).Change(text);
}
