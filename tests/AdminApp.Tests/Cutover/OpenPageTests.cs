using AdminApp.Components.Layout;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Parties;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Cutover;

/// <summary>A page that is open while its tenant moves.</summary>
public sealed class OpenPageTests : PartyPagesContext
{
    protected override Task<TestInstallation> CreateAppAsync() => TestInstallation.CreateAsync(TenantProvider.PostgreSql);

    [Fact]
    public async Task It_goes_on_in_the_file_without_an_error()
    {
        var party = await App.AddAsync(TestInstallation.Customer("Asha Traders"));
        var page = Open("/parties?status=all");
        var banner = Render<FrozenBanner>(parameters => parameters.Add(b => b.Address, Navigation.Uri));
        var request = new CutoverRequest(TestInstallation.Slug) { WithoutStream = true, Confirm = _ => null };

        var report = await App.Service<TenantCutover>().RunAsync(Actor.CommandLine, request, null, default);
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll("[role=status]")), Patience);
        page.Find("tr[data-row] button[role=switch]").Click();

        page.WaitForAssertion(() => Assert.Equal("false", page.Find("tr[data-row] button[role=switch]").GetAttribute("aria-checked")), Patience);
        Assert.True(report.Ok);
        Assert.Empty(page.FindAll(".error-panel"));
        Assert.DoesNotContain(Messages, message => message.Severity == Radzen.NotificationSeverity.Error);
        Assert.Equal(TenantProvider.Sqlite, (await App.Service<TenantRegistry>().FindAsync(TestInstallation.Slug, default)).Provider);
        Assert.False((await App.Service<AdminApp.Data.Parties.PartyQueries>().FindAsync(App.Administrator, party.Id, default))!.IsActive);
    }
}
