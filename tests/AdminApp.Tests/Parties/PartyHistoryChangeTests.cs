using AdminApp.Data.Audit;
using AdminApp.Features.Parties;

namespace AdminApp.Tests.Parties;

public sealed class PartyHistoryChangeTests
{
    [Fact]
    public void Changed_columns_are_named_as_on_the_form()
    {
        var changes = PartyHistoryChange.Read(Row("""{"email":"a@example.com","gst_enabled":true}""", """{"email":null,"gst_enabled":false}"""));
        Assert.Equal([new("E-mail", "a@example.com", null), new("GST enabled", "yes", "no")], changes);
    }

    [Fact]
    public void What_the_action_says_itself_is_not_repeated() =>
        Assert.Empty(PartyHistoryChange.Read(Row("""{"is_active":true}""", """{"is_active":false}""")));

    [Fact]
    public void An_imported_row_that_holds_no_object_is_shown_as_it_is()
    {
        var change = Assert.Single(PartyHistoryChange.Read(Row("name=old", null) with { Source = AuditSource.Imported }));
        Assert.Equal(new PartyHistoryChange("As recorded", "name=old", null), change);
    }

    private static AuditRow Row(string? before, string? after) =>
        new(AuditSource.Application, 1, DateTime.UnixEpoch, "priya", null, "127.0.0.1", null, "update", "parties", 1, "Anand", null, before, after, null);
}
