using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Features.Migrations;
using AdminApp.Server;
using AdminApp.Tests.Operations;
using AdminApp.Tests.Shared.Postgres;
using AngleSharp.Dom;
using Npgsql;

namespace AdminApp.Tests.Migrations;

public sealed class DataSectionTests : OperationsContext
{
    private static readonly Predicate<string> Everything = _ => true;

    private DataMigrationJobs Jobs => Service<DataMigrationJobs>();

    private IRenderedComponent<DataSection> Section(bool mayMigrate = true, string? into = null) =>
        Render<DataSection>(p => p.Add(s => s.Visible, Everything).Add(s => s.MayMigrate, mayMigrate).Add(s => s.Into, into).Add(s => s.Known, new HashSet<string> { Alpha }));

    [Fact]
    public void Each_fault_of_the_form_is_named_beside_its_field_and_the_source_is_not_quoted()
    {
        var section = Section();
        section.Find("input[type=password]").Change("Host=db;Database=shop;Password=hidden-7");
        Press(section, "Copy");
        var faults = section.FindAll(".field.invalid").Select(field => (field.QuerySelector("label")!.TextContent, field.QuerySelector(".field-error")!.TextContent)).ToList();
        Assert.Contains(faults, fault => fault.Item1.StartsWith("Source", StringComparison.Ordinal) && fault.Item2.Contains("Username", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Item1.StartsWith("Tenant slug", StringComparison.Ordinal) && fault.Item2.Contains("empty", StringComparison.Ordinal));
        Assert.DoesNotContain("hidden-7", string.Concat(faults.Select(fault => fault.Item2)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_shows_what_blocks_before_what_is_harmless_and_needs_no_tenant()
    {
        var section = Section();
        section.Find("input[type=password]").Change(await OriginData.CreateDatabaseAsync(30));
        Press(section, "Plan");
        section.WaitForAssertion(() => Assert.NotEmpty(section.FindAll(".plan")), Patience);
        Assert.Contains("rows", section.Find(".plan .facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("Changes while copying", section.Find(".plan").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_is_started_shown_to_a_second_page_and_ends_with_its_report()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        var first = Section();
        var second = Section(mayMigrate: false);
        first.Find("input[type=password]").Change(source);
        Field(first, "Tenant slug").Change("gamma");
        Press(first, "Copy");
        foreach (var page in new[] { first, second })
        {
            page.WaitForAssertion(() => Assert.Equal("completed", page.Find(".live-head .tag").TextContent), Patience);
            Assert.Contains("Copy into gamma", page.Find(".live-head h2").TextContent, StringComparison.Ordinal);
        }
        Assert.Equal("", first.Find("input[type=password]").GetAttribute("value") ?? "");
        var run = Assert.Single(await Service<DataMigrationJournal>().ListAsync("gamma", 10, default));
        Assert.Equal(("completed", "administrator"), (run.State, run.StartedBy));
        var report = Report(run.Id);
        Assert.Contains("proven", report.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Equal(39, report.FindAll("tbody tr[data-row]").Count);
        Assert.All(report.FindAll("td[data-label=Digest] code"), digest => Assert.Equal(9, digest.TextContent.Length));
        Assert.Equal($"/migrations/runs/{run.Id}/report.json", report.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task A_copy_that_waits_is_live_with_bar_and_phase_and_a_cancellation_names_who_asked()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        await using var holding = await HoldAsync(source);
        var section = Section();
        section.Find("input[type=password]").Change(source);
        Field(section, "Tenant slug").Change("delta");
        Press(section, "Copy");
        section.WaitForAssertion(() => Assert.NotEmpty(section.FindAll("progress")), Patience);
        Assert.Equal("running", section.Find(".live-head .tag").TextContent);
        Assert.Contains("Copy into delta", section.Find(".sr-only[role=status]").TextContent, StringComparison.Ordinal);

        section.Find(".live-head button").Click();
        section.WaitForElement("dialog .btn.danger", Patience).Click();
        section.WaitForAssertion(() => Assert.Equal("cancelled", section.Find(".live-head .tag").TextContent), Patience);

        var run = Assert.Single(await Service<DataMigrationJournal>().ListAsync("delta", 10, default));
        Assert.StartsWith("Cancelled by administrator.", run.Error, StringComparison.Ordinal);
        var page = Report(run.Id);
        Assert.Contains("Cancelled by administrator", page.Find(".error-panel").TextContent, StringComparison.Ordinal);
        Assert.Equal("/migrations?into=delta&resume=true", page.FindAll("a.btn").Single(link => link.TextContent == "Resume…").GetAttribute("href"));
    }

    [Fact]
    public async Task A_second_copy_into_the_same_tenant_is_refused_while_the_first_is_on_its_way()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        await using var holding = await HoldAsync(source);
        await Jobs.CopyAsync(Actor.CommandLine, new TenantCopyRequest("epsilon", source));
        var refused = await Assert.ThrowsAsync<DataMigrationException>(() => Jobs.CopyAsync(Actor.CommandLine, new TenantCopyRequest("epsilon", source)));
        Assert.Contains("epsilon", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_of_the_application_ends_a_copy_and_says_so_in_the_journal()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        await using var holding = await HoldAsync(source);
        var job = await Jobs.CopyAsync(Actor.CommandLine, new TenantCopyRequest("zeta", source));
        await Jobs.StopAsync(default);
        var run = await Service<DataMigrationJournal>().FindAsync(job.RunId, default);
        Assert.Equal("cancelled", run!.State);
        Assert.StartsWith("The application was stopped.", run.Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DataMigrationException>(() => Jobs.CopyAsync(Actor.CommandLine, new TenantCopyRequest("zeta", source)));
    }

    [Fact]
    public async Task A_failure_says_what_to_do_next()
    {
        var source = new NpgsqlConnectionStringBuilder(await OriginData.CreateDatabaseAsync(30)) { Database = "no_such_database" }.ConnectionString;
        var section = Section();
        section.Find("input[type=password]").Change(source);
        Field(section, "Tenant slug").Change("eta");
        Press(section, "Copy");
        section.WaitForAssertion(() => Assert.Equal("failed", section.Find(".live-head .tag").TextContent), Patience);
        Assert.Contains("no_such_database", section.Find("section.card").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresCluster.Password, section.Markup.Replace(source, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_exists_is_only_replaced_after_its_slug_was_typed_and_serves_the_copy_afterwards()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        var section = Section();
        section.Find("input[type=password]").Change(source);
        Field(section, "Tenant slug").Change(Alpha);
        section.FindAll("input[type=checkbox]")[0].Change(true);
        Press(section, "Copy");
        section.Find(".type-to-confirm input").Input(Alpha);
        section.WaitForElement("dialog .btn.danger:not([disabled])", Patience).Click();
        section.WaitForAssertion(() => Assert.Equal("completed", section.Find(".live-head .tag").TextContent), Patience);
        await using var tenant = await Service<AdminApp.Data.Tenants.TenantDatabases>().ReadAsync(Alpha, default);
        Assert.Equal(30, tenant.Parties.Count());
    }

    [Fact]
    public async Task A_verification_names_key_column_and_both_values_of_what_differs()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        await Service<TenantCopy>().RunAsync(Actor.CommandLine, new TenantCopyRequest("theta", source), null, default);
        await using (var connection = new NpgsqlConnection(source))
        {
            await connection.OpenAsync();
            await using var change = new NpgsqlCommand("UPDATE parties SET name = 'Somebody else' WHERE id = 7", connection);
            await change.ExecuteNonQueryAsync();
        }
        var section = Section(into: "theta");
        Assert.Equal("theta", Field(section, "Tenant slug").GetAttribute("value"));
        section.Find("input[type=password]").Change(source);
        Press(section, "Verify");
        section.WaitForAssertion(() => Assert.Equal("differs", section.Find(".live-head .tag").TextContent), Patience);
        var page = Report(Jobs.Jobs[0].RunId);
        var cells = page.Find("tbody tr[data-row]").QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToArray();
        Assert.Equal(("7 changed", "name", "Somebody else"), (cells[0], cells[1], cells[2]));
        Assert.Contains("1 row differs in 1 table", page.Find(".verdict").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_shows_its_phases_the_downtime_to_expect_and_leaves_nothing()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        var section = Section();
        section.Find("input[type=password]").Change(source);
        Field(section, "Tenant slug").Change("kappa");
        Field(section, "Scratch server").Change(source);
        Press(section, "Rehearse");
        section.WaitForAssertion(() => Assert.Equal("completed", section.Find(".live-head .tag").TextContent), Patience);
        Assert.Contains("Rehearsal for kappa", section.Find(".live-head h2").TextContent, StringComparison.Ordinal);

        var page = Report(Jobs.Jobs[0].RunId);
        Assert.Contains("downtime to expect", page.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Plan", "Copy and verification", "Way back", "Verification of what came back"], page.FindAll(".card").First().QuerySelectorAll(".lines b").Select(step => step.TextContent));
        Assert.DoesNotContain(await Service<AdminApp.Data.Tenants.TenantRegistry>().ListAsync(default), tenant => tenant.Slug == "kappa");
        Assert.Empty(Directory.GetFiles(Service<AdminApp.Data.Tenants.DatabaseLocations>().Scratch));
    }

    [Fact]
    public async Task A_rehearsal_that_a_finding_blocks_names_it_and_a_wrong_scratch_address_is_not_quoted()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        await PostgresCluster.ExecuteAsync(source, "CREATE TABLE leftovers (id int PRIMARY KEY)");
        var section = Section();
        section.Find("input[type=password]").Change(source);
        Field(section, "Tenant slug").Change("lambda");
        Field(section, "Scratch server").Change("Host=db;Password=hidden-7");
        Press(section, "Rehearse");
        var fault = section.Find(".field.invalid .field-error").TextContent;
        Assert.Contains("scratch server names no Database", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-7", fault, StringComparison.Ordinal);

        Field(section, "Scratch server").Change("");
        Press(section, "Rehearse");
        section.WaitForAssertion(() => Assert.Equal("failed", section.Find(".live-head .tag").TextContent), Patience);
        var page = Report(Jobs.Jobs[0].RunId);
        Assert.Contains("findings that block", page.Find(".error-panel").TextContent, StringComparison.Ordinal);
        Assert.Contains("leftovers", page.Find(".plan .findings[open]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a.btn.primary"));
    }

    [Fact]
    public async Task A_cancellation_that_is_refused_says_why()
    {
        var source = await OriginData.CreateDatabaseAsync(30);
        await using var holding = await HoldAsync(source);
        var job = await Jobs.RehearseAsync(Actor.CommandLine, new TenantRehearsalRequest("mu", source));
        await SignInAsync(Role.Support);
        var card = Render<LiveRun>(p => p.Add(r => r.Job, job).Add(r => r.MayMigrate, true));
        card.Find(".live-head button").Click();
        card.Find("dialog .btn.danger").Click();
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll(".error-panel")), Patience);
        Assert.True(Jobs.Cancel(Actor.CommandLine, job.RunId));
        await Jobs.StopAsync(default);
        Assert.Equal($"Cancelled by {Actor.CommandLine.Name}. Nothing was changed.", (await Service<DataMigrationJournal>().FindAsync(job.RunId, default))!.Error);
    }

    [Fact]
    public async Task Somebody_who_may_not_migrate_sees_no_button_and_is_refused_by_the_service()
    {
        await SignInAsync(Role.Support);
        await Service<CentralDatabase>().WriteAsync(async context =>
        {
            context.DataMigrationRuns.Add(new DataMigrationRun { Id = 1, TenantSlug = Alpha, Kind = "copy", State = "failed", Source = "erp at db:5432", StartedBy = "priya", Error = "The password was not accepted." });
            context.DataMigrationRuns.Add(new DataMigrationRun { Id = 2, TenantSlug = Beta, Kind = "copy", State = "failed", Source = "erp at db:5432", StartedBy = "priya" });
            await context.SaveChangesAsync();
        }, default);
        Assert.Empty(Render<MigrationsPage>().FindAll(".copy-form, .data-section button"));
        var run = Report(1);
        Assert.Contains("password was not accepted", run.Find(".error-panel").TextContent, StringComparison.Ordinal);
        Assert.Equal(["All migrations", "All of alpha"], run.FindAll(".page-actions .btn").Select(link => link.TextContent));
        Assert.Contains("no such run", Report(2).Markup, StringComparison.Ordinal);
        var support = new Actor("1", "support", Role.Support, "test");
        await Assert.ThrowsAsync<ForbiddenException>(() => Jobs.CopyAsync(support, new TenantCopyRequest("iota", "Host=h;Database=d;Username=u")));
        Assert.Throws<ForbiddenException>(() => Jobs.Cancel(support, 1));
    }

    [Fact]
    public async Task What_a_killed_process_left_open_is_closed_at_the_next_start()
    {
        await Service<CentralDatabase>().WriteAsync(async context =>
        {
            context.DataMigrationRuns.Add(new DataMigrationRun { Id = 1, TenantSlug = Alpha, Kind = "copy", State = "running", Source = "erp at db:5432", StartedBy = "priya" });
            await context.SaveChangesAsync();
        }, default);
        await Service<AdminApp.Data.Tenants.TenantRegistry>().SetStateAsync(Actor.CommandLine, Alpha, AdminApp.Data.Tenants.TenantState.Frozen, default);
        await Jobs.StartAsync(default);
        Assert.Equal("failed", (await Service<DataMigrationJournal>().FindAsync(1, default))!.State);
        Assert.Equal(AdminApp.Data.Tenants.TenantState.Active, (await Service<AdminApp.Data.Tenants.TenantRegistry>().FindAsync(Alpha, default)).State);
    }

    /// <summary>The page of a run as soon as it has loaded.</summary>
    private IRenderedComponent<RunPage> Report(long run)
    {
        var page = Render<RunPage>(p => p.Add(r => r.Id, run));
        page.WaitForElement(".card:not(:has(.skeleton)), .empty, .error-panel", Patience);
        return page;
    }

    private static void Press(IRenderedComponent<DataSection> section, string button)
    {
        section.FindAll("form button").Single(found => found.TextContent == button).Click();
        section.Find("form").Submit();
    }

    private static IElement Field(IRenderedComponent<DataSection> section, string label) =>
        section.FindAll(".field").Single(field => field.QuerySelector("label")!.TextContent.StartsWith(label, StringComparison.Ordinal)).QuerySelector("input")!;

    /// <summary>Keeps a copy waiting at a table until it is disposed.</summary>
    private static async Task<NpgsqlConnection> HoldAsync(string source)
    {
        var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE parties IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
