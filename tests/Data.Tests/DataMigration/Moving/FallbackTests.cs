using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.DataMigration.Moving;

public sealed class FallbackTests
{
    [Fact]
    public async Task Thousands_of_random_writes_come_back_and_nothing_is_lost()
    {
        await using var scene = await FallbackScene.CreateAsync(100);
        await scene.WriteAsync(2500);

        var preview = await scene.PreviewAsync();
        var report = await scene.RunAsync();

        Assert.True(report.Ok, report.Error);
        // The fallback is an entry of the audit itself.
        Assert.Equal(preview.Tables.Select(table => table.Name == "audit_entries" ? table with { Inserted = table.Inserted + 1 } : table), report.Tables);
        Assert.True(report.Rows > 1000, $"{report.Rows} rows");
        Assert.Contains(report.Tables, table => table is { Name: "parties", Inserted: > 0, Updated: > 0, Deleted: 0 });
        Assert.Contains(report.Tables, table => table is { Name: "payments", Deleted: > 0 });
        Assert.Contains(report.Tables, table => table.Name == "audit_entries" && table.Inserted > 0);
        await scene.RequireEqualAsync();
        await scene.Moved.RequireSourceServesAsync();
    }

    [Fact]
    public async Task It_goes_forward_and_back_again()
    {
        await using var scene = await FallbackScene.CreateAsync();
        for (var round = 1; round <= 3; round++)
        {
            if (round > 1)
                await scene.Moved.RunAsync();
            await scene.WriteAsync(60, round);
            Assert.True((await scene.RunAsync()).Ok);
            await scene.RequireEqualAsync();
            // The source goes on by itself in between.
            await scene.Moved.WriteAtSourceAsync($"UPDATE parties SET notes = 'round {round}' WHERE id < 5");
            await scene.Moved.WriteAsync($"At the source {round}");
        }
        await scene.Moved.RequireSourceServesAsync();
    }

    [Fact]
    public async Task Without_changes_only_the_side_changes()
    {
        await using var scene = await FallbackScene.CreateAsync();
        var report = await scene.RunAsync();
        Assert.True(report.Ok, report.Error);
        Assert.Equal([("audit_entries", 2L)], report.Tables.Select(table => (table.Name, table.Inserted)));
        Assert.NotNull(report.Backup);
        Assert.Equal(DataMigrationJournal.Completed, (await scene.Moved.NewestRunAsync()).State);
        await scene.RequireEqualAsync();
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_lets_people_work()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await scene.WriteAsync(50);
        var runs = (await scene.App.Service<DataMigrationJournal>().ListAsync(null, 100, default)).Count;

        var report = await scene.PreviewAsync();

        Assert.True(report.Ok, report.Error);
        Assert.True(report.DryRun);
        Assert.True(report.Rows > 50);
        Assert.Equal(runs, (await scene.App.Service<DataMigrationJournal>().ListAsync(null, 100, default)).Count);
        Assert.False(await scene.Moved.AskSourceAsync<bool>("SELECT to_regclass('_adminapp_moves') IS NOT NULL"));
        await scene.Moved.RequireFileServesAsync();
    }

    [Fact]
    public async Task What_was_written_at_the_source_is_a_conflict_and_is_named()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await scene.App.AddAsync(TestInstallation.Customer("Here"));
        // Past the fence, as only a superuser can.
        await scene.Moved.WriteAtSourceAsync("""
            ALTER TABLE parties DISABLE TRIGGER ALL; ALTER TABLE payments DISABLE TRIGGER ALL;
            UPDATE parties SET notes = 'there' WHERE id = 3;
            DELETE FROM payments WHERE id = (SELECT max(id) FROM payments);
            """);

        var preview = await scene.PreviewAsync();
        var report = await scene.RunAsync();

        Assert.False(report.Ok);
        Assert.Equal(preview.Conflicts, report.Conflicts);
        var written = Assert.Single(report.Conflicts, conflict => conflict.Kind == FallbackConflict.Written);
        Assert.Equal(("parties", "3"), (written.Table, written.Key));
        Assert.Contains("there", written.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("there", written.Mark, StringComparison.Ordinal);
        Assert.Equal("payments", Assert.Single(report.Conflicts, conflict => conflict.Kind == FallbackConflict.Deleted).Table);
        Assert.Contains("parties 3: written at the source", report.Error, StringComparison.Ordinal);
        var run = await scene.Moved.NewestRunAsync();
        Assert.Equal((DataMigrationJournal.Differs, report.Error), (run.State, run.Error));
        Assert.Equal((TenantProvider.Sqlite, TenantState.Active), ((await scene.Moved.TenantAsync()).Provider, (await scene.Moved.TenantAsync()).State));
    }

    [Fact]
    public async Task A_row_the_source_refuses_stops_it_and_everything_is_as_it_was()
    {
        await using var scene = await FallbackScene.CreateAsync();
        scene.Execute("UPDATE parties SET billing_city = replace(hex(zeroblob(200)), '00', 'long') WHERE id = 2");

        var fault = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync());

        Assert.Contains("parties", fault.Message, StringComparison.Ordinal);
        Assert.Contains("too long", fault.Message, StringComparison.Ordinal);
        Assert.Equal(DataMigrationJournal.Failed, (await scene.Moved.NewestRunAsync()).State);
        await scene.Moved.RequireFileServesAsync();
    }

    [Fact]
    public async Task Numbers_given_out_here_are_not_given_out_again_at_the_source()
    {
        await using var scene = await FallbackScene.CreateAsync();
        var last = await scene.App.AddAsync(TestInstallation.Customer("Last"));
        scene.Execute($"DELETE FROM parties WHERE id = {last.Id}");
        Assert.True((await scene.RunAsync()).Ok);
        Assert.True((await scene.App.AddAsync(TestInstallation.Customer("Next"))).Id > last.Id);
    }

    [Theory]
    [InlineData("DROP TABLE _change_log", "no change log")]
    [InlineData("DROP TRIGGER _change_log_parties_update", "_change_log_parties_update")]
    public async Task Without_a_whole_log_it_does_not_begin(string sql, string said)
    {
        await using var scene = await FallbackScene.CreateAsync();
        scene.Execute(sql.StartsWith("DROP TABLE", StringComparison.Ordinal) ? string.Concat(DropTriggers(scene)) + sql : sql);
        var fault = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync());
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Contains("--full", fault.Message, StringComparison.Ordinal);
        Assert.Equal(TenantState.Active, (await scene.Moved.TenantAsync()).State);
    }

    [Fact]
    public async Task A_tenant_that_lives_at_the_source_has_nothing_to_fall_back_from()
    {
        await using var scene = await FallbackScene.CreateAsync(cutOver: false);
        Assert.Contains("already", (await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_the_tenant_has_stops_it_by_name()
    {
        await using var scene = await FallbackScene.CreateAsync();
        scene.Execute("CREATE TABLE extra (id INTEGER PRIMARY KEY); INSERT INTO extra VALUES (1)");
        await ChangeLogRepairAsync(scene);
        var report = await scene.PreviewAsync();
        Assert.False(report.Ok);
        Assert.Equal(["table extra (1 rows)"], report.NotCarried);
        Assert.False((await scene.RunAsync()).Ok);
        await scene.Moved.RequireFileServesAsync();
    }

    private static IEnumerable<string> DropTriggers(FallbackScene scene) =>
        ((string)scene.Ask("SELECT group_concat(name) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '\\_change%' ESCAPE '\\'")!).Split(',').Select(name => $"DROP TRIGGER \"{name}\";");

    private static async Task ChangeLogRepairAsync(FallbackScene scene)
    {
        await using var file = new Microsoft.Data.Sqlite.SqliteConnection(AdminApp.Data.Sqlite.SqliteConnectionStrings.Create(scene.Moved.File));
        await file.OpenAsync();
        await ChangeLog.RepairAsync(file, default);
    }
}
