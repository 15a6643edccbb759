using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Features.Migrations;
using AdminApp.Tests.Operations;
using AngleSharp.Dom;

namespace AdminApp.Tests.Migrations;

public sealed class MigrationsPageTests : OperationsContext
{
    [Fact]
    public void Everything_applied_shows_no_banner_and_says_how_to_bring_data_in()
    {
        var page = Render<MigrationsPage>();
        Assert.Empty(page.FindAll(".notice-panel"));
        Assert.Equal(["central.db", "alpha.db", "beta.db"], page.FindAll(".database summary b").Select(b => b.TextContent));
        Assert.All(page.FindAll(".database summary .tag"), tag => Assert.EndsWith("applied", tag.TextContent, StringComparison.Ordinal));
        Assert.Contains("data copy --source", page.Find(".code").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pending_migration_is_announced_confirmed_and_applied_off_the_circuit()
    {
        var pending = (await RevertAsync(Alpha)).Steps.Count;
        var page = Render<MigrationsPage>();
        Assert.Contains($"Tenant alpha ({pending})", page.Find(".notice-panel").TextContent, StringComparison.Ordinal);

        page.Find(".notice-panel .btn").Click();
        var dialog = page.Find("dialog");
        Assert.Contains($"Apply {pending} migrations to Tenant alpha?", dialog.TextContent, StringComparison.Ordinal);
        Button(dialog, $"Back up and apply {pending}").Click();

        page.WaitForAssertion(() => Assert.Contains("done", page.Find(".work .tag").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindAll(".notice-panel"));
        Assert.True((await Service<SchemaMigrations>().StatusAsync(Actor.CommandLine, Alpha, default)).IsCurrent);
        Assert.Contains("administrator", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_migration_says_why_and_stays_in_the_list_of_changes()
    {
        var pending = (await RevertAsync(Alpha)).Steps.Count;
        await BreakAsync();
        var page = Render<MigrationsPage>();
        page.Find(".notice-panel .btn").Click();
        Button(page.Find("dialog"), $"Back up and apply {pending}").Click();

        page.WaitForAssertion(() => Assert.Equal("failed", page.Find(".work .tag").TextContent), Patience);
        Assert.Contains("audit_entries", page.Find(".work .sub").TextContent, StringComparison.Ordinal);
        Assert.Contains("audit_entries", page.Find("tr.notice").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".notice-panel"));
    }

    [Fact]
    public async Task Data_runs_lead_to_their_reports_and_show_the_reason_of_a_failure()
    {
        await AddRunsAsync();
        var page = Render<MigrationsPage>();
        var runs = page.FindAll("table.rows")[0];
        Assert.Equal(["failed", "completed"], runs.QuerySelectorAll(".tag").Select(tag => tag.TextContent));
        Assert.Contains("password was not accepted", runs.QuerySelector("tr.notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/migrations/runs/2", "/migrations/runs/1"], runs.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_schema_that_somebody_changed_by_hand_is_named_down_to_the_table_and_one_that_went_down_and_up_again_is_not()
    {
        await RevertAsync(Alpha);
        await Service<SchemaMigrations>().UpAsync(Actor.CommandLine, Alpha, null, default);
        Assert.Empty((await Service<SchemaMigrations>().StatusAsync(Actor.CommandLine, Alpha, default)).Drift);
        await ExecuteAsync("CREATE TABLE mine (x TEXT)");
        var page = Render<MigrationsPage>();
        Assert.Equal("changed by hand", page.FindAll(".database summary .tag")[1].TextContent);
        Assert.Contains("table mine is not of the migrations", page.FindAll(".drift li").Select(line => line.TextContent));
    }

    [Fact]
    public void A_missing_file_does_not_keep_the_page_from_rendering()
    {
        DatabaseFiles.Delete(Locations.Tenant(Beta));
        var page = Render<MigrationsPage>();
        Assert.Equal("missing", page.FindAll(".database summary .tag")[2].TextContent);
        Assert.Contains("beta.db is missing", page.Find(".error-panel").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reverting_wants_the_slug_typed_and_names_what_stays()
    {
        var applied = (await Service<SchemaMigrations>().StatusAsync(Actor.CommandLine, Alpha, default)).Applied.Count;
        var page = Render<MigrationsPage>();
        Button(page.FindAll(".database")[1], "Revert…").Click();
        var confirm = Button(page.Find("dialog"), "Back up and revert 1");
        Assert.True(confirm.HasAttribute("disabled"));
        page.Find("#revert-target").Change("0");
        page.Find(".type-to-confirm input").Input(Alpha);
        Button(page.Find("dialog"), $"Back up and revert {applied}").Click();
        page.WaitForAssertion(() => Assert.Contains("done", page.Find(".work .tag").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty((await Service<SchemaMigrations>().StatusAsync(Actor.CommandLine, Alpha, default)).Applied);
    }

    [Fact]
    public async Task The_SQL_of_what_is_pending_can_be_read_first()
    {
        await RevertAsync(Alpha);
        var page = Render<MigrationsPage>();
        Button(page.FindAll(".database")[1], "Show SQL").Click();
        Assert.Contains("CREATE TABLE \"audit_entries\"", page.Find("dialog pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_sees_the_own_tenants_and_can_change_nothing()
    {
        await RevertAsync(Alpha);
        await SignInAsync(Role.Viewer);
        var page = Render<MigrationsPage>();
        Assert.Equal(["central.db", "alpha.db"], page.FindAll(".database summary b").Select(b => b.TextContent));
        Assert.Equal(["Show SQL", "Show SQL"], page.FindAll("button.link").Select(button => button.TextContent));
        Assert.Empty(page.FindAll(".notice-panel .btn"));
    }

    private static IElement Button(IElement within, string text) => within.QuerySelectorAll("button").Single(button => button.TextContent.Trim() == text);

    private Task AddRunsAsync() => Service<CentralDatabase>().WriteAsync(async context =>
    {
        var now = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
        context.DataMigrationRuns.Add(new DataMigrationRun { Id = 1, TenantSlug = Alpha, Kind = "copy", State = "completed", Source = "erp at db:5432", StartedBy = "priya", StartedAt = now, Rows = 200_000, Seconds = 2.5 });
        context.DataMigrationRuns.Add(new DataMigrationRun { Id = 2, TenantSlug = Alpha, Kind = "copy", State = "failed", Source = "erp at db:5432", StartedBy = "priya", StartedAt = now, Error = "The password was not accepted." });
        await context.SaveChangesAsync();
    }, default);

    private Task BreakAsync() => ExecuteAsync("CREATE TABLE audit_entries (mine TEXT)");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Locations.Tenant(Alpha)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
