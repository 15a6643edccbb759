using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Sqlite;
using AdminApp.Features.Backups;
using AdminApp.Tests.Operations;

namespace AdminApp.Tests.Backups;

public sealed class BackupsPageTests : OperationsContext
{
    [Fact]
    public void Without_backups_the_page_says_when_they_are_made()
    {
        var page = Render<BackupsPage>();
        page.WaitForAssertion(() => Assert.Contains("before every schema migration", page.Find(".empty").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task A_backup_is_made_verified_and_restored_from_the_page()
    {
        var page = Render<BackupsPage>();
        page.Find("#backup-database").Change(Alpha);
        page.Find(".page-actions .btn").Click();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tr[data-row]")), Patience);
        var file = Assert.Single(await Service<DatabaseBackups>().ListAsync(Actor.CommandLine, Alpha, default)).File;

        page.Find($"[aria-label='Verify {file}']").Click();
        page.WaitForAssertion(() => Assert.Contains("row counts are right", page.Find(".work .sub").TextContent, StringComparison.Ordinal), Patience);

        page.Find($"[aria-label='Restore {file}…']").Click();
        Assert.True(page.Find("dialog .danger").HasAttribute("disabled"));
        page.Find(".type-to-confirm input").Input(Alpha);
        page.Find("dialog .danger").Click();
        page.WaitForAssertion(() => Assert.Contains("What was there before is in", page.Find(".work .sub").TextContent, StringComparison.Ordinal), Patience);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tr[data-row]").Count), Patience);
    }

    [Fact]
    public async Task A_missing_backup_says_so_and_cannot_be_restored()
    {
        var made = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Alpha, DatabaseBackups.Manual, default);
        File.Delete(Path.Combine(Locations.Backups, made.File));
        var page = Listed();
        Assert.Equal("missing", page.Find("tr[data-row] .tag").TextContent);
        Assert.Contains("file is missing", page.Find("tr.notice").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("tr[data-row] button"));
    }

    [Fact]
    public async Task A_viewer_sees_backups_of_the_own_tenants_and_no_buttons()
    {
        foreach (var slug in new[] { Alpha, Beta })
            await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, slug, DatabaseBackups.Manual, default);
        await SignInAsync(Role.Viewer);
        var page = Listed();
        Assert.Contains("Tenant alpha", Assert.Single(page.FindAll("tr[data-row]")).TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("tr[data-row] button"));
        Assert.Empty(page.FindAll(".page-actions .btn"));
    }

    [Fact]
    public async Task A_tenant_whose_file_is_gone_is_brought_back()
    {
        var made = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Beta, DatabaseBackups.Manual, default);
        DatabaseFiles.Delete(Locations.Tenant(Beta));
        var page = Listed();
        page.Find($"[aria-label='Restore {made.File}…']").Click();
        page.Find(".type-to-confirm input").Input(Beta);
        page.Find("dialog .danger").Click();
        page.WaitForAssertion(() => Assert.Equal("done", page.Find(".work .tag").TextContent), Patience);
        Assert.True(File.Exists(Locations.Tenant(Beta)));
    }

    /// <summary>The page once its rows are there: manifests are read asynchronously.</summary>
    private IRenderedComponent<BackupsPage> Listed()
    {
        var page = Render<BackupsPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tr[data-row]")), Patience);
        return page;
    }
}
