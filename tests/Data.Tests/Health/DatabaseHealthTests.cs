using AdminApp.Data.Health;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Data.Tests.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.Health;

public sealed class DatabaseHealthTests
{
    [Fact]
    public async Task A_sound_installation_is_ok_and_shows_the_pragmas_in_force()
    {
        await using var scene = await DataScene.CreateAsync();
        var reports = await Check(scene);
        Assert.Equal(["central", "alpha", "beta"], reports.Select(r => r.Database));
        Assert.All(reports, report =>
        {
            Assert.False(report.NeedsAttention);
            Assert.Equal(("wal", "2", "0"), (report.Writer["journal_mode"], report.Writer["synchronous"], report.Writer["query_only"]));
            Assert.Equal("1", report.Reader["query_only"]);
            Assert.True(report.Bytes > 0);
        });
        Assert.Equal(new HealthSummary("ok", SqliteEngine.Version), await scene.Service<DatabaseHealth>().SummaryAsync(default));
    }

    [Fact]
    public async Task A_damaged_tenant_is_quarantined_and_the_others_serve()
    {
        await using var scene = await DataScene.CreateAsync();
        scene.DamagePages(DataScene.Alpha);

        var report = Assert.Single(await Check(scene), r => r.NeedsAttention);

        Assert.Equal((DataScene.Alpha, TenantState.Quarantined), (report.Database, report.State));
        Assert.NotEmpty(report.Damage);
        var refused = await Assert.ThrowsAsync<TenantUnavailableException>(() => scene.Service<TenantDatabases>().ReadAsync(DataScene.Alpha, default));
        Assert.Contains("quarantined", refused.Message, StringComparison.Ordinal);
        await scene.AddPartiesAsync(DataScene.Beta, 1);
        Assert.Equal("degraded", (await scene.Service<DatabaseHealth>().SummaryAsync(default)).Status);
    }

    [Fact]
    public async Task A_statement_that_meets_damage_reports_its_tenant()
    {
        await using var scene = await DataScene.CreateAsync();
        await using (var context = await scene.Service<TenantDatabases>().ReadAsync(DataScene.Alpha, default))
            Assert.Equal(DataScene.Parties, context.Parties.Count());
        scene.DamagePages(DataScene.Alpha);

        await using (var context = await scene.Service<TenantDatabases>().ReadAsync(DataScene.Alpha, default))
            await Assert.ThrowsAsync<SqliteException>(() => context.Parties.SumAsync(p => p.Id + p.SearchText.Length));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var reported in scene.Service<DamageReports>().ReadAllAsync(limit.Token))
        {
            Assert.Equal(DataScene.Alpha, reported);
            return;
        }
    }

    [Fact]
    public async Task A_reference_to_nowhere_is_reported_and_the_tenant_still_serves()
    {
        await using var scene = await DataScene.CreateAsync();
        scene.Execute(DataScene.Alpha, "PRAGMA foreign_keys=OFF; INSERT INTO payments (invoice_id) VALUES (4711)");
        var report = (await Check(scene)).Single(r => r.Database == DataScene.Alpha);
        Assert.Equal("payments -> invoices: 1", Assert.Single(report.BrokenReferences));
        Assert.True(report.IsSound && report.NeedsAttention);
        Assert.Equal(TenantState.Active, report.State);
    }

    [Fact]
    public async Task A_long_log_is_an_alert_and_maintenance_shortens_it_once_its_reader_is_gone()
    {
        await using var scene = await DataScene.CreateAsync(new SqliteSettings { WalAlertMiB = 1, WriteWaitMilliseconds = 5000 });
        using (var reader = new SqliteConnection(SqliteConnectionStrings.ReadOnce(scene.PathOf(DataScene.Alpha))))
        {
            reader.Open();
            using var snapshot = reader.BeginTransaction(deferred: true);
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT count(*) FROM parties";
            command.ExecuteScalar();
            for (var i = 0; i < 12; i++)
                await scene.AddPartiesAsync(DataScene.Alpha, 300);
            Assert.True((await Check(scene)).Single(r => r.Database == DataScene.Alpha).WalAlert);
            await scene.Service<WalMaintenance>().RoundAsync(default);
            Assert.True(WalBytes(scene) > 1024 * 1024);
        }
        await scene.Service<WalMaintenance>().RoundAsync(default);
        Assert.Equal(0, WalBytes(scene));
        Assert.False((await Check(scene)).Single(r => r.Database == DataScene.Alpha).WalAlert);
    }

    [Fact]
    public async Task Maintenance_waits_for_an_idle_round_and_never_for_a_writer()
    {
        await using var scene = await DataScene.CreateAsync();
        var maintenance = scene.Service<WalMaintenance>();
        await maintenance.RoundAsync(default);
        await scene.AddPartiesAsync(DataScene.Alpha, 1);
        using (await scene.Service<WriteGates>().For(scene.PathOf(DataScene.Alpha)).EnterAsync(default))
        {
            await maintenance.RoundAsync(default);
            await maintenance.RoundAsync(default);
        }
        Assert.True(WalBytes(scene) > 0);
        await maintenance.RoundAsync(default);
        Assert.Equal(0, WalBytes(scene));
    }

    // SQLite deletes the log when the last connection closes, which other tests can cause.
    private static long WalBytes(DataScene scene) =>
        new FileInfo(scene.PathOf(DataScene.Alpha) + "-wal") is { Exists: true } file ? file.Length : 0;

    private static Task<IReadOnlyList<DatabaseReport>> Check(DataScene scene) =>
        scene.Service<DatabaseHealth>().CheckAsync(DataScene.Viewer, CancellationToken.None);
}
