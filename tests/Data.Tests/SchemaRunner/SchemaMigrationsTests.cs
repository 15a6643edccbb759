using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Data.Tests.Backups;

namespace AdminApp.Data.Tests.SchemaRunner;

public sealed class SchemaMigrationsTests
{
    private const string Alpha = DataScene.Alpha;

    [Fact]
    public async Task Down_and_up_again_keep_the_rows_and_leave_a_backup_and_a_journal_each()
    {
        await using var scene = await DataScene.CreateAsync();
        var newest = (await Status(scene)).Applied[^1];

        var down = await Down(scene, "OriginBaseline");
        Assert.Equal(newest, down.From);
        await Assert.ThrowsAsync<SchemaMigrationPendingException>(() => scene.Service<TenantDatabases>().ReadAsync(Alpha, default));
        var status = await Status(scene);
        Assert.Single(status.Applied);
        Assert.Equal(down.Steps.Reverse(), status.Pending);
        Assert.Equal(DataScene.Parties, scene.CountParties(Alpha));

        var up = await Up(scene);
        Assert.Equal(newest, up.To);
        await using (var context = await scene.Service<TenantDatabases>().ReadAsync(Alpha, default))
            Assert.Equal(DataScene.Parties, context.Parties.Count());
        Assert.Equal("up down", string.Join(' ', (await Status(scene)).Runs.Select(r => r.Direction)));
        Assert.All((await Status(scene)).Runs, run => Assert.Equal("completed", run.State));
        var backups = await scene.Service<DatabaseBackups>().ListAsync(DataScene.Administrator, Alpha, default);
        Assert.Equal(new[] { down.Backup, up.Backup }.Order(), backups.Select(b => b.File).Order());
        Assert.Equal("migrate", scene.Scalar(Alpha, "SELECT action FROM audit_entries"));
    }

    [Fact]
    public async Task After_the_way_up_search_finds_names_beyond_ASCII()
    {
        await using var scene = await DataScene.CreateAsync();
        await Down(scene, "OriginBaseline");
        await Up(scene);
        Assert.Equal(0L, scene.Scalar(Alpha, "SELECT count(*) FROM parties WHERE name_sort = '' OR search_text = ''"));
        Assert.Equal((long)DataScene.Parties, scene.Scalar(Alpha, "SELECT count(*) FROM parties_search WHERE parties_search MATCH 'arzte'"));
    }

    [Fact]
    public async Task A_migration_that_fails_half_way_leaves_the_live_database_as_it_was()
    {
        await using var scene = await DataScene.CreateAsync();
        await Down(scene, "OriginBaseline");
        scene.Execute(Alpha, "CREATE TABLE audit_entries (mine TEXT)");

        var fault = await Assert.ThrowsAsync<SchemaMigrationException>(() => Up(scene));

        Assert.Contains("audit_entries", fault.Message, StringComparison.Ordinal);
        Assert.Contains("live database is as it was", fault.Message, StringComparison.Ordinal);
        var status = await Status(scene);
        Assert.Single(status.Applied);
        Assert.Null(status.Lock);
        Assert.Equal(("failed", fault.Message), (status.Runs[0].State, status.Runs[0].Error));
        Assert.Equal(DataScene.Parties, scene.CountParties(Alpha));
        Assert.Empty(Directory.EnumerateFiles(scene.Locations.Tenants, "*.migrating*"));
        scene.Execute(Alpha, "DROP TABLE audit_entries");
        Assert.NotEmpty((await Up(scene)).Steps);
    }

    [Fact]
    public async Task A_migration_that_would_lose_rows_is_refused_by_its_counts()
    {
        await using var scene = await DataScene.CreateAsync();
        await Down(scene, "OriginBaseline");
        scene.Execute(Alpha, "INSERT INTO roles (name) VALUES ('clerk'); CREATE TRIGGER loss AFTER INSERT ON __EFMigrationsHistory BEGIN DELETE FROM roles; END");
        var fault = await Assert.ThrowsAsync<SchemaMigrationException>(() => Up(scene));
        Assert.Contains("table roles had 1 rows and would have 0", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1L, scene.Scalar(Alpha, "SELECT count(*) FROM roles"));
    }

    [Fact]
    public async Task A_lock_held_by_another_program_is_busy_within_the_bound_and_changes_nothing()
    {
        await using var scene = await DataScene.CreateAsync();
        await Down(scene, "OriginBaseline");
        using (scene.LockFromOutside(Alpha))
            await Assert.ThrowsAsync<DatabaseBusyException>(() => Up(scene));
        Assert.Single((await Status(scene)).Applied);
        Assert.NotEmpty((await Up(scene)).Steps);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_abandoned_lock_is_shown_and_cleared(bool pending)
    {
        await using var scene = await DataScene.CreateAsync();
        if (pending)
            await Down(scene, "OriginBaseline");
        scene.Execute(Alpha, "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-02 03:04:05')");
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), (await Status(scene)).Lock!.Since);

        var change = await Up(scene).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(change.LockCleared);
        Assert.Equal(pending, change.Steps.Count > 0);
        Assert.Null((await Status(scene)).Lock);
    }

    [Fact]
    public async Task The_application_starts_although_central_has_an_abandoned_lock()
    {
        await using var scene = await DataScene.CreateAsync();
        scene.Execute("central", "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-02 03:04:05')");
        await scene.Service<CentralProvisioning>().EnsureAsync(default).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Null((await Status(scene, "central")).Lock);
    }

    [Fact]
    public async Task A_database_of_a_newer_application_is_shown_and_refused()
    {
        await using var scene = await DataScene.CreateAsync();
        scene.Execute(Alpha, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99')");
        Assert.Equal(["29990101000000_FromTheFuture"], (await Status(scene)).Unknown);
        var fault = await Assert.ThrowsAsync<SchemaMigrationException>(() => Up(scene));
        Assert.Contains("FromTheFuture", fault.Message, StringComparison.Ordinal);
        scene.Service<TenantDatabases>().Forget(Alpha);
        await Assert.ThrowsAsync<TenantUnavailableException>(() => scene.Service<TenantDatabases>().ReadAsync(Alpha, default));
    }

    [Fact]
    public async Task One_broken_tenant_does_not_hide_the_status_of_the_others()
    {
        await using var scene = await DataScene.CreateAsync();
        TenantProvisioning.DeleteFile(scene.PathOf(DataScene.Beta));
        var all = await scene.Service<SchemaMigrations>().StatusAsync(DataScene.Viewer, default);
        Assert.Equal(["central", "alpha", "beta"], all.Select(s => s.Database));
        Assert.Contains("beta.db is missing", all[2].Fault, StringComparison.Ordinal);
        Assert.True(all[0].IsCurrent && all[1].IsCurrent);
    }

    [Theory]
    [InlineData("NoSuchStep", "NoSuchStep")]
    [InlineData("0", "schema down")]
    public async Task A_target_that_makes_no_sense_is_named(string target, string named)
    {
        await using var scene = await DataScene.CreateAsync();
        var fault = await Assert.ThrowsAsync<ArgumentException>(() =>
            scene.Service<SchemaMigrations>().UpAsync(DataScene.Administrator, Alpha, target, default));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_is_the_SQL_of_the_range_and_changes_nothing()
    {
        await using var scene = await DataScene.CreateAsync();
        var schema = scene.Service<SchemaMigrations>();
        Assert.Empty(await schema.ScriptAsync(DataScene.Viewer, Alpha, null, null, default));
        Assert.Contains("CREATE TABLE \"parties\"", await schema.ScriptAsync(DataScene.Viewer, Alpha, "0", null, default), StringComparison.Ordinal);
        Assert.Contains("DROP TABLE \"audit_entries\"", await schema.ScriptAsync(DataScene.Viewer, Alpha, null, "OriginBaseline", default), StringComparison.Ordinal);
        Assert.True((await Status(scene)).IsCurrent);
    }

    [Fact]
    public async Task Only_administrators_change_a_schema()
    {
        await using var scene = await DataScene.CreateAsync();
        var schema = scene.Service<SchemaMigrations>();
        await Assert.ThrowsAsync<ForbiddenException>(() => schema.UpAsync(DataScene.Viewer, Alpha, null, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => schema.DownAsync(DataScene.Viewer, Alpha, "0", default));
    }

    private static Task<SchemaStatus> Status(DataScene scene, string database = Alpha) =>
        scene.Service<SchemaMigrations>().StatusAsync(DataScene.Administrator, database, default);

    private static Task<SchemaChange> Up(DataScene scene) => scene.Service<SchemaMigrations>().UpAsync(DataScene.Administrator, Alpha, null, default);

    private static Task<SchemaChange> Down(DataScene scene, string target) => scene.Service<SchemaMigrations>().DownAsync(DataScene.Administrator, Alpha, target, default);
}
