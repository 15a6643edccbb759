using AdminApp.Data.Access;
using AdminApp.Data.Health;
using AdminApp.Data.Sqlite;
using AdminApp.Features.Health;
using AdminApp.Tests.Operations;

namespace AdminApp.Tests.Health;

public sealed class HealthPageTests : OperationsContext
{
    [Fact]
    public void Before_the_first_check_the_page_says_that_it_is_running() =>
        Assert.Contains("first check is running", Render<HealthPage>().Find(".empty").TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task Sound_and_quarantined_databases_are_told_apart()
    {
        DatabaseFiles.Delete(Locations.Tenant(Beta));
        await Service<DatabaseHealth>().CheckAsync(Actor.CommandLine, default);
        var page = Render<HealthPage>();
        Assert.Equal(["sound", "sound", "quarantined"], page.FindAll(".card-head .tag").Select(tag => tag.TextContent));
        Assert.Equal("wal", page.Find(".pragmas tbody td").TextContent);
        Assert.Contains("beta.db is missing", page.Find(".error-panel").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_administrator_has_everything_checked_again()
    {
        var page = Render<HealthPage>();
        page.Find(".page-actions .btn").Click();
        page.WaitForAssertion(() => Assert.Contains("All 3 are sound", page.Find(".work .sub").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(3, page.FindAll(".card-head .tag").Count);
    }
}
