using AdminApp.Components.Layout;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Features.Backups;
using AdminApp.Tests.Operations;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components.Forms;

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
        await page.InvokeAsync(() => page.Find("#backup-database").Change(Alpha));
        await page.InvokeAsync(() => page.Find(".page-actions .btn").Click());
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tr[data-row]")), Patience);
        var file = Assert.Single(await Service<DatabaseBackups>().ListAsync(Actor.CommandLine, Alpha, default)).File;

        await page.InvokeAsync(() => page.Find($"[aria-label='Verify {file}']").Click());
        page.WaitForAssertion(() => Assert.Contains("digests are right", page.Find(".work .sub").TextContent, StringComparison.Ordinal), Patience);

        await page.InvokeAsync(() => page.Find($"[aria-label='Restore {file}…']").Click());
        page.WaitForAssertion(() => Assert.Contains("would change nothing", page.Find("dialog [role=status]").TextContent, StringComparison.Ordinal), Patience);
        page.WaitForElement(".type-to-confirm input", Patience);
        await page.InvokeAsync(() => page.Find(".type-to-confirm input").Input(Alpha));
        Assert.True(page.Find("dialog .danger").HasAttribute("disabled"));
        await page.InvokeAsync(() => page.Find("#restore-reason").Input("wrong prices"));
        await page.InvokeAsync(() => page.Find("dialog .danger").Click());
        page.WaitForAssertion(() => Assert.Contains("What was there before is in", page.Find(".work .sub").TextContent, StringComparison.Ordinal), Patience);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tr[data-row]").Count), Patience);
        var log = page.Find("details.findings .lines").TextContent;
        Assert.Contains("wrong prices", log, StringComparison.Ordinal);
        Assert.Contains("by administrator", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_a_restore_the_page_shows_what_it_would_change()
    {
        var made = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Alpha, DatabaseBackups.Manual, default);
        await Service<TenantDatabases>().WriteAsync(Alpha, context =>
        {
            context.Parties.Add(new Data.Parties.Party { Name = "New", IsCustomer = true, BillingAddressLine1 = "1 MG Road", BillingCity = "Pune", BillingState = "Maharashtra" });
            return context.SaveChangesAsync();
        }, default);
        var page = Listed();
        await page.InvokeAsync(() => page.Find($"[aria-label='Restore {made.File}…']").Click());
        page.WaitForAssertion(() => Assert.Equal(["parties", "0", "1", "0"], page.FindAll("dialog .preview tbody tr").Single(row => row.TextContent.StartsWith("parties", StringComparison.Ordinal)).Children.Select(cell => cell.TextContent)), Patience);
    }

    [Fact]
    public async Task A_restore_test_is_asked_for_and_its_outcome_stands_on_the_page()
    {
        var made = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Alpha, DatabaseBackups.Manual, default);
        var page = Listed();
        await page.InvokeAsync(() => page.Find($"[aria-label='Test a restore of {made.File}']").Click());
        page.WaitForAssertion(() => Assert.Equal("equal", page.Find(".care .tag.ok").TextContent), Patience);
        page.WaitForAssertion(() => Assert.Contains("every table holds what the backup says", page.Find(".work .sub").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task A_file_is_sent_in_and_a_hostile_one_refused()
    {
        var made = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Alpha, DatabaseBackups.Manual, default);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Locations.Backups, made.File));
        var page = Listed();
        await SendAsync(page, bytes);
        page.WaitForAssertion(() => Assert.Contains("uploaded: old machine", page.FindAll("tr[data-row]")[0].TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(2, page.FindAll("tr[data-row]").Count);

        await SendAsync(page, [.. bytes.Take(5000)]);
        page.WaitForAssertion(() => Assert.Contains("truncated", page.Find(".work.failed .sub").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(Directory.GetFiles(Locations.Backups, ".upload-*"));
    }

    [Fact]
    public async Task A_backup_is_deleted_with_its_reason_and_the_last_one_stays()
    {
        var first = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Alpha, DatabaseBackups.Manual, default);
        var second = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Alpha, DatabaseBackups.Manual, default);
        var page = Listed();
        await page.InvokeAsync(() => page.Find($"[aria-label='Delete {first.File}…']").Click());
        await page.InvokeAsync(() => page.Find("#delete-reason").Change("twice the same"));
        await page.InvokeAsync(() => page.Find("dialog .danger").Click());
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tr[data-row]")), Patience);
        await page.InvokeAsync(() => page.Find($"[aria-label='Delete {second.File}…']").Click());
        await page.InvokeAsync(() => page.Find("dialog .danger").Click());
        page.WaitForAssertion(() => Assert.Contains("only backup", page.Find("dialog").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Whoever_has_the_tenant_open_is_told_to_reload()
    {
        var made = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Alpha, DatabaseBackups.Manual, default);
        await SignInAsync(Role.Viewer);
        var notice = Render<RestoredNotice>();
        Assert.Empty(notice.Markup.Trim());
        await Service<BackupRestore>().RestoreAsync(Actor.CommandLine, made.File, default);
        notice.WaitForAssertion(() => Assert.Contains("Tenant alpha was restored", notice.Find("[role=alert]").TextContent, StringComparison.Ordinal), Patience);
        notice.Find("button").Click();
        Assert.True(Assert.Single(Service<BunitNavigationManager>().History).Options.ForceLoad);
    }

    private static async Task SendAsync(IRenderedComponent<BackupsPage> page, byte[] bytes)
    {
        await page.InvokeAsync(() => page.Find("#upload-database").Change(Alpha));
        await page.InvokeAsync(() => page.Find("#upload-reason").Input("old machine"));
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(bytes, "sent.db"));
        await page.InvokeAsync(() => page.Find(".upload .btn").Click());
    }

    [Fact]
    public async Task A_missing_backup_says_so_and_cannot_be_restored()
    {
        var made = await Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, Alpha, DatabaseBackups.Manual, default);
        File.Delete(Path.Combine(Locations.Backups, made.File));
        var page = Listed();
        Assert.Equal("missing", page.Find("tr[data-row] .tag").TextContent);
        Assert.Contains("file is missing", page.Find("tr.notice").TextContent, StringComparison.Ordinal);
        Assert.Equal([$"Delete {made.File}…"], page.FindAll("tr[data-row] .actions > *").Select(action => action.GetAttribute("aria-label")));
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
        await page.InvokeAsync(() => page.Find($"[aria-label='Restore {made.File}…']").Click());
        page.WaitForElement(".type-to-confirm input", Patience);
        await page.InvokeAsync(() => page.Find(".type-to-confirm input").Input(Beta));
        await page.InvokeAsync(() => page.Find("#restore-reason").Input("the disk lost it"));
        await page.InvokeAsync(() => page.Find("dialog .danger").Click());
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".work.done b"), title => title.TextContent.StartsWith("Restoring", StringComparison.Ordinal)), Patience);
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
