using AdminApp.Components.Layout;
using AdminApp.Data.Access;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Parties;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Tenants;

public sealed class FrozenBannerTests : PartyPagesContext
{
    [Fact]
    public async Task It_comes_and_goes_in_an_open_page_as_the_tenant_is_frozen_and_released()
    {
        var banner = Render<FrozenBanner>(parameters => parameters.Add(b => b.Address, Navigation.Uri));
        Assert.Empty(banner.FindAll("[role=status]"));

        await App.Service<TenantFreeze>().FreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);
        banner.WaitForAssertion(() => Assert.Contains("Sharma Dental is moving and read-only", banner.Find("[role=status]").TextContent, StringComparison.Ordinal), Patience);

        await App.Service<TenantFreeze>().UnfreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll("[role=status]")), Patience);
    }

    [Fact]
    public async Task A_list_goes_on_being_shown_and_a_change_says_why_it_is_refused()
    {
        await App.AddAsync(TestInstallation.Customer("Asha Traders"));
        await App.Service<TenantFreeze>().FreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);

        var page = Open("/parties");
        Assert.Equal(["Asha Traders"], Names(page));
        page.Find("tr[data-row] button[role=switch]").Click();

        page.WaitForAssertion(() => Assert.Contains("moving and read-only", page.Markup + string.Join(' ', Messages.Select(message => $"{message.Summary} {message.Detail}")), StringComparison.Ordinal), Patience);
    }
}
