using AdminApp.Data.Parties;
using AdminApp.Features.Parties;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Parties;

/// <summary>What a form makes of what was shown, what is typed, and what somebody else did meanwhile.</summary>
public sealed class PartyFormStateTests
{
    [Fact]
    public void Only_what_was_typed_is_a_change()
    {
        var form = new PartyFormState(Shown());
        Assert.True(form.Changes.IsEmpty);
        form.Typed.Email = "mine@example.com";
        Assert.Equal(["email"], form.Changes.Fields.Keys);
    }

    [Fact]
    public void One_field_is_judged_without_accusing_the_others()
    {
        var form = new PartyFormState(new Party());
        form.Typed.Gstin = "29";
        form.Judge("gstin");
        Assert.Equal(["gstin"], form.Errors.Select(error => error.Key));
        Assert.False(form.IsValid());
        Assert.Equal(["type", "name", "gstin", "billing_address_line1", "billing_city", "billing_state"], form.Errors.Select(error => error.Key));
    }

    [Fact]
    public void Billing_is_copied_to_shipping_with_all_six_fields()
    {
        var form = new PartyFormState(Shown());
        (form.Typed.BillingAddressLine2, form.Typed.BillingPincode) = ("Floor 2", "560001");
        form.CopyBillingToShipping();
        Assert.Equal(("12 MG Road", "Floor 2", "Bengaluru", "Karnataka", "India", "560001"), (
            form.Typed.ShippingAddressLine1, form.Typed.ShippingAddressLine2, form.Typed.ShippingCity, form.Typed.ShippingState, form.Typed.ShippingCountry, form.Typed.ShippingPincode));
    }

    [Fact]
    public void A_field_both_changed_waits_for_a_decision_and_one_only_they_changed_is_theirs()
    {
        var form = new PartyFormState(Shown());
        (form.Typed.Email, form.Typed.Notes) = ("mine@example.com", "my note");

        form.Meet(Current(), null);

        Assert.Equal([("contact_person", (bool?)false), ("email", null)], form.Conflict!.Fields.Select(field => (field.Field.Name, field.KeepMine)));
        form.Resolve();
        Assert.NotNull(form.Conflict);
    }

    [Fact]
    public void Keeping_mine_and_taking_current_change_exactly_those_fields()
    {
        var form = new PartyFormState(Shown());
        (form.Typed.Email, form.Typed.Notes) = ("mine@example.com", "my note");
        form.Meet(Current(), null);

        form.Conflict!.Fields.Single(field => field.Field.Name == "email").KeepMine = true;
        form.Resolve();

        Assert.Null(form.Conflict);
        Assert.Equal((7, "theirs"), (form.Shown.Version, form.Typed.ContactPerson));
        Assert.Equal(["email", "notes"], form.Changes.Fields.Keys.Order());
        Assert.Equal(("mine@example.com", "my note"), (form.Typed.Email, form.Typed.Notes));
    }

    [Fact]
    public void The_same_edit_by_both_is_no_conflict()
    {
        var form = new PartyFormState(Shown());
        (form.Typed.Email, form.Typed.ContactPerson) = ("theirs@example.com", "theirs");
        form.Meet(Current(), null);
        Assert.Empty(form.Conflict!.Fields);
        form.Resolve();
        Assert.True(form.Changes.IsEmpty);
    }

    private static Party Shown()
    {
        var party = TestInstallation.Customer("Anand");
        (party.Id, party.Version) = (4, 6);
        return party;
    }

    private static Party Current()
    {
        var party = Shown();
        (party.Version, party.Email, party.ContactPerson) = (7, "theirs@example.com", "theirs");
        return party;
    }
}
