using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;
using AdminApp.Features.Migrations;
using AdminApp.Server;
using AdminApp.Tests.Operations;
using AdminApp.Tests.Shared.Postgres;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Tests.Migrations;

public sealed class MovePageTests : OperationsContext
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Service<StreamWatch>().StartAsync(default);
    }

    [Fact]
    public async Task A_tenant_on_PostgreSQL_is_planned_streamed_and_its_stream_ended_by_the_page_with_reasons_in_the_audit()
    {
        await AdoptAsync();
        var all = Render<MigrationsPage>();
        all.WaitForAssertion(() => Assert.Contains("Shop", all.Find(".moves").TextContent, StringComparison.Ordinal), Patience);
        var page = Open("shop");
        Assert.Equal("Plan", page.Find(".steps .next b").TextContent);
        Button(page.Find(".move-actions"), "Plan").Click();
        page.WaitForAssertion(() => Assert.Equal("completed", page.Find(".live-head .tag").TextContent), Patience);
        page.WaitForAssertion(() => Assert.Equal("Rehearse", page.Find(".steps .next b").TextContent), Patience);

        await AskAsync(page, "Start the stream…", "Start the stream", "Moving in March");
        page.WaitForAssertion(() => Assert.Equal("streaming", page.Find("section[aria-label=Stream] .card-head .tag").TextContent), Patience);
        await AskAsync(page, "Stop…", "Stop the stream", "The source is busy");
        page.WaitForAssertion(() => Assert.Equal("stopped", page.Find("section[aria-label=Stream] .card-head .tag").TextContent), Patience);
        await AskAsync(page, "End for good…", "Drop slot and publication", "Not this month");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-label=Stream]")), Patience);

        await using var tenant = await Service<TenantDatabases>().ReadAsync("shop", default);
        Assert.Equal(
            [(AuditActions.StartStream, "Moving in March"), (AuditActions.StopStream, "The source is busy"), (AuditActions.DropStream, "Not this month")],
            (await tenant.AuditEntries.Where(entry => entry.Reason != null).OrderBy(entry => entry.Id).ToListAsync()).Select(entry => (entry.Action, entry.Reason)));
    }

    [Fact]
    public async Task A_cutover_is_looked_at_first_tells_the_downtime_and_wants_the_slug_and_a_reason()
    {
        await AdoptAsync();
        var page = Open("shop");
        Button(page.Find(".move-actions"), "Cut over…").Click();
        page.WaitForAssertion(() => Assert.Contains("Nobody will be able to write for about", page.Find("dialog .predicted").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains(page.FindAll("dialog .lines b"), check => check.TextContent == "plan");
        Assert.True(page.Find("dialog .btn.danger").HasAttribute("disabled"));
        page.Find("dialog textarea").Input("The contract ends");
        Assert.True(page.Find("dialog .btn.danger").HasAttribute("disabled"));
        page.Find(".type-to-confirm input").Input("shop");
        page.Find("dialog .btn.danger").Click();
        page.WaitForAssertion(() => Assert.Equal("completed", page.Find(".live-head .tag").TextContent), Patience);
        page.WaitForAssertion(() => Assert.StartsWith("read-only for", page.FindAll(".steps li")[3].QuerySelectorAll("span")[^1].TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(TenantProvider.Sqlite, (await Service<TenantRegistry>().FindAsync("shop", default)).Provider);

        var run = (await Service<DataMigrationJournal>().ListAsync("shop", 1, default)).Single();
        var report = Render<RunPage>(p => p.Add(r => r.Id, run.Id));
        report.WaitForAssertion(() => Assert.Contains("The contract ends", report.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("nobody could write", report.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Contains(report.FindAll(".move-steps td:first-child"), step => step.TextContent == "Fence at the source");
    }

    [Fact]
    public async Task Support_sees_every_step_and_no_button()
    {
        await Service<TenantRegistry>().SetConnectionAsync(Actor.CommandLine, Alpha, Variable("Host=127.0.0.1;Port=1;Database=gone;Username=nobody"), default);
        await SignInAsync(Role.Support);
        var page = Open(Alpha);
        Assert.Equal(["Plan", "Rehearse", "Stream", "Cut over", "Fall back"], page.FindAll(".steps b").Select(step => step.TextContent));
        Assert.Empty(page.FindAll(".move-actions button, .page-actions button, .live-head button, dialog"));
        Assert.Contains("came from gone at 127.0.0.1:1", page.Markup, StringComparison.Ordinal);
        Assert.Contains("There is no such tenant", Open(Beta).Markup, StringComparison.Ordinal);
        Assert.Contains("There is no such tenant", Open("nobody").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_that_was_made_here_has_a_timeline_and_nothing_to_move() =>
        Assert.Contains("no PostgreSQL database to move from", Open(Alpha).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task A_source_that_does_not_answer_does_not_keep_the_page_from_being_shown()
    {
        await Service<TenantRegistry>().SetConnectionAsync(Actor.CommandLine, Alpha, Variable("Host=127.0.0.1;Port=1;Database=gone;Username=nobody"), default);
        await Service<TenantRegistry>().SetHomeAsync(Actor.CommandLine, Alpha, TenantProvider.PostgreSql, TenantState.Active, default);
        var page = Open(Alpha);
        Assert.Contains("lives in gone at 127.0.0.1:1", page.Markup, StringComparison.Ordinal);
        Button(page.Find(".move-actions"), "Cut over…").Click();
        page.WaitForAssertion(() => Assert.Contains("cannot be reached", page.Find("dialog").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_read_is_told_with_the_next_step()
    {
        await Service<TenantRegistry>().SetConnectionAsync(Actor.CommandLine, Alpha, "env:NO_SUCH_VARIABLE_HERE", default);
        Assert.Contains("NO_SUCH_VARIABLE_HERE", Open(Alpha).Find(".error-panel").TextContent, StringComparison.Ordinal);
        var all = Render<MigrationsPage>();
        all.WaitForAssertion(() => Assert.NotEmpty(all.FindAll(".moves article")), Patience);
    }

    [Fact]
    public async Task A_fallback_that_was_refused_lists_each_conflict_with_both_values()
    {
        var report = new FallbackReport
        {
            Ok = false,
            Tenant = Alpha,
            Source = "erp at db:5432",
            Tables = [new("parties", 1, 2, 3, false)],
            Conflicts = [new("parties", "7", FallbackConflict.Written, "Somebody else", "Sharma")],
            NotCarried = ["parties.loyalty"],
        };
        await Service<CentralDatabase>().WriteAsync(async context =>
        {
            context.DataMigrationRuns.Add(new DataMigrationRun { Id = 1, TenantSlug = Alpha, Kind = "fallback", State = "differs", Source = "erp at db:5432", StartedBy = "priya", Report = report.ToJson() });
            await context.SaveChangesAsync();
        }, default);
        var page = Render<RunPage>(p => p.Add(r => r.Id, 1));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody .tag")), Patience);
        Assert.Equal(["parties 7", "written", "Somebody else", "Sharma"], page.Find("tbody tr").QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("parties.loyalty", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Fallback of alpha", page.Find("h1").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Rate_and_lag_are_a_line_with_a_name_and_a_table_with_the_same_figures()
    {
        var start = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        StreamSample[] samples = [.. Enumerable.Range(0, 60).Select(second => new StreamSample(start.AddSeconds(second), 100 + second, 1024L * second, second / 10.0))];
        var card = Render<StreamCard>(p => p.Add(c => c.Stream, new StreamState { Phase = StreamPhase.Streaming, Slot = "adminapp_alpha", Source = "erp at db:5432", LagBytes = 59 * 1024, LagSeconds = 5.9 }).Add(c => c.Samples, samples));
        Assert.Equal(2, card.FindAll("svg[role=img] polyline").Count);
        Assert.Contains("from 100/s to 159/s", card.Find("svg").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(20, card.FindAll("table tbody tr").Count);
        Assert.Equal(["159/s", "59 KiB", "5.9 s"], card.Find("table tbody tr").QuerySelectorAll("td.num").Select(cell => cell.TextContent));
    }

    private IRenderedComponent<MovePage> Open(string slug)
    {
        var page = Render<MovePage>(p => p.Add(m => m.Slug, slug));
        page.WaitForElement(".empty, .card:not(:has(.skeleton))", Patience);
        return page;
    }

    private static async Task AskAsync(IRenderedComponent<MovePage> page, string button, string confirm, string reason)
    {
        page.WaitForAssertion(() => Assert.False(Button(page.Find(".move-actions"), button).HasAttribute("disabled")), Patience);
        await Button(page.Find(".move-actions"), button).ClickAsync(new());
        page.Find("dialog textarea").Input(reason);
        await Button(page.Find("dialog"), confirm).ClickAsync(new());
    }

    private static IElement Button(IElement within, string text) => within.QuerySelectorAll("button").Single(button => button.TextContent.Trim() == text);

    private async Task AdoptAsync() =>
        await Service<TenantAdoption>().AddAsync(Actor.CommandLine, new AdoptionRequest("shop", null, Variable(await OriginData.CreateDatabaseAsync(30))["env:".Length..], "Shop"), default);

    /// <returns>As the registry keeps it.</returns>
    private static string Variable(string connection)
    {
        var name = "MOVE_PAGE_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(name, connection);
        return "env:" + name;
    }
}
