using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Central;
using AdminApp.Data.Tenants;
using AdminApp.Features.Tenants;
using AdminApp.Tests.Operations;
using AdminApp.Tests.Shared.Postgres;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Tests.Tenants;

public sealed class TenantsPageTests : OperationsContext
{
    [Fact]
    public async Task A_PostgreSQL_database_is_adopted_by_the_name_of_a_variable_and_can_be_moved()
    {
        var variable = "TENANTS_PAGE_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(variable, await OriginData.CreateDatabaseAsync(30));
        var page = Open();
        Button(page, "Add a tenant").Click();
        Field(page, "Name").Change("Shop");
        Field(page, "Slug").Change("shop");
        page.Find("dialog select").Change(nameof(TenantHome.Variable));
        page.Find("dialog form").Submit();
        Assert.Contains("name of the environment variable", page.Find("dialog .field.invalid").TextContent, StringComparison.Ordinal);
        Field(page, "Variable").Change(variable);
        page.Find("dialog form").Submit();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("dialog")), Patience);
        page.WaitForAssertion(() => Assert.Equal("/migrations/tenants/shop", page.Find("a[aria-label='Move of Shop']").GetAttribute("href")), Patience);
        Assert.Equal(TenantProvider.PostgreSql, (await Service<TenantRegistry>().FindAsync("shop", default)).Provider);
    }

    [Fact]
    public void What_cannot_be_adopted_says_why_and_does_not_repeat_the_connection()
    {
        var page = Open();
        Button(page, "Add a tenant").Click();
        Field(page, "Name").Change("Shop");
        Field(page, "Slug").Change("shop");
        page.Find("dialog select").Change(nameof(TenantHome.Connection));
        Field(page, "Connection").Change("Host=db;Database=shop;Password=hidden-7");
        page.Find("dialog form").Submit();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("dialog .error-panel")), Patience);
        Assert.DoesNotContain("hidden-7", page.Find("dialog .error-panel").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_is_frozen_and_released_with_reasons_in_its_audit()
    {
        var page = Open();
        await AskAsync(page, "Freeze Tenant alpha", "Freeze", "Stocktaking");
        page.WaitForAssertion(() => Assert.Contains("read-only", Row(page, "Tenant alpha").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(TenantState.Frozen, (await Service<TenantRegistry>().FindAsync(Alpha, default)).State);
        await AskAsync(page, "Release Tenant alpha", "Release", "Stocktaking is over");
        page.WaitForAssertion(() => Assert.Contains("active", Row(page, "Tenant alpha").TextContent, StringComparison.Ordinal), Patience);

        await using var tenant = await Service<TenantDatabases>().ReadAsync(Alpha, default);
        Assert.Equal(
            [(AuditActions.Freeze, "Stocktaking"), (AuditActions.Unfreeze, "Stocktaking is over")],
            (await tenant.AuditEntries.OrderBy(entry => entry.Id).ToListAsync()).Select(entry => (entry.Action, entry.Reason!)));
    }

    [Fact]
    public async Task While_a_cutover_is_not_wholly_ended_nobody_releases_its_tenant_by_hand()
    {
        await Service<CentralDatabase>().WriteAsync(async context =>
        {
            context.DataMigrationRuns.Add(new DataMigrationRun { Id = 1, TenantSlug = Alpha, Kind = "fallback", State = "running", Source = "erp at db:5432", StartedBy = "priya" });
            await context.SaveChangesAsync();
        }, default);
        var page = Open();
        await AskAsync(page, "Freeze Tenant alpha", "Freeze", "Stocktaking");
        page.WaitForAssertion(() => Assert.Contains("Run 1 (fallback)", page.Find("dialog .error-panel").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(TenantState.Active, (await Service<TenantRegistry>().FindAsync(Alpha, default)).State);
    }

    [Fact]
    public async Task A_tenant_in_a_file_gets_a_connection_for_the_way_back()
    {
        var variable = "TENANTS_PAGE_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(variable, await OriginData.CreateDatabaseAsync(30));
        var page = Open();
        page.Find("button[aria-label='Change the connection of Tenant alpha']").Click();
        page.Find("dialog select").Change(nameof(TenantHome.Variable));
        Field(page, "Variable").Change(variable);
        page.Find("dialog form").Submit();
        Assert.Contains("Say why", page.Find("dialog").TextContent, StringComparison.Ordinal);
        page.Find("dialog textarea").Input("A new server");
        page.Find("dialog form").Submit();
        page.WaitForAssertion(() => Assert.Contains($"environment variable {variable}", Row(page, "Tenant alpha").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(TenantProvider.Sqlite, (await Service<TenantRegistry>().FindAsync(Alpha, default)).Provider);
    }

    [Fact]
    public async Task Support_is_told_that_this_is_not_for_them()
    {
        await SignInAsync(Role.Support);
        var page = Render<TenantsPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".error-panel")), Patience);
        await Assert.ThrowsAsync<ForbiddenException>(() => Service<TenantControls>().FreezeAsync(new Actor("1", "support", Role.Support, "test"), Alpha, "No reason", default));
    }

    private IRenderedComponent<TenantsPage> Open()
    {
        var page = Render<TenantsPage>();
        page.WaitForElement("tbody tr[data-row]", Patience);
        return page;
    }

    private static async Task AskAsync(IRenderedComponent<TenantsPage> page, string button, string confirm, string reason)
    {
        await page.Find($"button[aria-label='{button}']").ClickAsync(new());
        page.Find("dialog textarea").Input(reason);
        await Button(page, confirm).ClickAsync(new());
    }

    private static IElement Row(IRenderedComponent<TenantsPage> page, string name) => page.FindAll("tbody tr[data-row]").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal));

    private static IElement Button(IRenderedComponent<TenantsPage> page, string text) => page.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private static IElement Field(IRenderedComponent<TenantsPage> page, string label) =>
        page.FindAll("dialog .field").Single(field => field.QuerySelector("label")!.TextContent.StartsWith(label, StringComparison.Ordinal)).QuerySelector("input")!;
}
