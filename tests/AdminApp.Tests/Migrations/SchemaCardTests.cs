using AdminApp.Data.Central;
using AdminApp.Data.Schema;
using AdminApp.Data.Tenants;
using AdminApp.Features.Migrations;

namespace AdminApp.Tests.Migrations;

public sealed class SchemaCardTests : BunitContext
{
    [Fact]
    public void An_abandoned_lock_is_explained_and_can_be_cleared()
    {
        SchemaStatus? asked = null;
        var status = Status() with { Lock = new SchemaLock(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)) };
        var card = Render<SchemaCard>(p => p.Add(c => c.Statuses, [status]).Add(c => c.MayMigrate, true).Add(c => c.OnApply, s => asked = s));
        Assert.Contains("2 Jan 2026, 03:04", card.Find(".database-body").TextContent, StringComparison.Ordinal);
        card.FindAll("button.link").Single(b => b.TextContent == "Clear the lock…").Click();
        Assert.Same(status, asked);
    }

    [Fact]
    public void A_database_of_a_newer_application_offers_no_change()
    {
        var status = Status() with { Unknown = ["2_Second"], Applied = ["1_First", "2_Second"] };
        var card = Render<SchemaCard>(p => p.Add(c => c.Statuses, [status]).Add(c => c.MayMigrate, true));
        Assert.Equal("newer than this application", card.Find("summary .tag").TextContent);
        Assert.Equal(["Show SQL"], card.FindAll("button.link").Select(b => b.TextContent));
    }

    [Fact]
    public void A_change_that_failed_and_what_was_changed_by_hand_are_told_with_names()
    {
        var failed = new SchemaMigrationRun { Database = "alpha", State = "failed", Error = "audit_entries exists already." };
        var card = Render<SchemaCard>(p => p.Add(c => c.Statuses, [Status() with { Runs = [failed], Drift = ["table mine is not of the migrations", "index IX_parties_name is missing"] }]).Add(c => c.MayMigrate, true));
        Assert.Equal(["last change failed", "changed by hand"], card.FindAll("summary .tag").Select(tag => tag.TextContent));
        Assert.Contains("audit_entries exists already.", card.Find(".error-panel").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, card.FindAll(".drift li").Count);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_not_taken_for_a_healthy_one()
    {
        var card = Render<SchemaCard>(p => p.Add(c => c.Statuses, [Status() with { Provider = TenantProvider.PostgreSql, Exists = false, Applied = [], Fault = "The server cannot be reached." }]));
        Assert.Equal("not reached", card.Find("summary .tag").TextContent);
        Assert.Empty(card.FindAll("button.link"));
    }

    [Fact]
    public void While_one_is_worked_on_its_buttons_wait()
    {
        var card = Render<SchemaCard>(p => p.Add(c => c.Statuses, [Status() with { Pending = ["2_Second"] }]).Add(c => c.MayMigrate, true).Add(c => c.Busy, _ => true));
        Assert.Contains("working…", card.Find("summary").TextContent, StringComparison.Ordinal);
        Assert.All(card.FindAll("button.link").Where(b => b.TextContent != "Show SQL"), b => Assert.True(b.HasAttribute("disabled")));
    }

    private static SchemaStatus Status() =>
        new("alpha", "Tenant alpha", "alpha.db", true, TenantProvider.Sqlite, TenantState.Active, ["1_First"], [], [], null, [], null);
}
