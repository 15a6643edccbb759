using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Moving;

public sealed class FallbackRecoveryTests
{
    public static TheoryData<FallbackStep> BeforeTheCommit =>
        [.. TestExtent.Of([FallbackStep.Freeze, FallbackStep.Compare, FallbackStep.Send, FallbackStep.Apply, FallbackStep.Verify, FallbackStep.Commit], FallbackStep.Commit)];

    [Fact]
    public async Task Ended_between_the_commit_and_the_switch_the_source_serves_after_the_next_start()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await scene.WriteAsync(30);
        await EndAtAsync(scene, FallbackStep.Switch);
        var tenant = await scene.Moved.TenantAsync();
        Assert.Equal((TenantProvider.Sqlite, TenantState.Frozen), (tenant.Provider, tenant.State));

        Assert.True(await scene.RecoverAsync());

        await scene.RequireEqualAsync();
        await scene.Moved.RequireSourceServesAsync();
        Assert.False(await scene.Moved.AskSourceAsync<bool>("SELECT to_regclass('_adminapp_moves') IS NOT NULL"));
    }

    [Fact]
    public async Task Ended_between_the_commit_and_the_switch_another_fallback_only_switches()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await EndAtAsync(scene, FallbackStep.Switch);

        var report = await scene.RunAsync();

        Assert.True(report is { Ok: true, Completed: true });
        await scene.Moved.RequireSourceServesAsync();
    }

    [Theory]
    [MemberData(nameof(BeforeTheCommit))]
    public async Task Ended_before_the_commit_the_file_serves(FallbackStep step)
    {
        await using var scene = await FallbackScene.CreateAsync();
        await scene.WriteAsync(10);
        await EndAtAsync(scene, step);
        await scene.Moved.RequireFileServesAsync();
        Assert.True((await scene.RunAsync()).Ok);
        await scene.RequireEqualAsync();
    }

    [Fact]
    public async Task A_process_killed_before_the_commit_leaves_the_tenant_frozen_and_the_next_start_lets_the_file_serve()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await OpenRunAsync(scene);

        Assert.True(await scene.RecoverAsync());

        Assert.Equal(DataMigrationJournal.Failed, (await scene.Moved.NewestRunAsync()).State);
        await scene.Moved.RequireFileServesAsync();
    }

    [Fact]
    public async Task While_the_source_is_silent_the_tenant_stays_read_only()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await OpenRunAsync(scene);
        var connection = (await scene.Moved.TenantAsync()).Connection!;
        await ConnectAsync(scene, new NpgsqlConnectionStringBuilder(scene.App.Connection) { Port = FreePort.Find() }.ConnectionString);
        // As the journal knows it.
        await scene.App.Service<DataMigrationJournal>().StartAsync(Actor.CommandLine, new JournalledRun(DataMigrationJournal.Fallback, CutoverScene.Slug, DataCopy.DescribeSource(scene.App.Service<TenantConnections>().Read(await scene.Moved.TenantAsync())), "", null, null), default);

        Assert.False(await scene.RecoverAsync());
        Assert.Equal(TenantState.Frozen, (await scene.Moved.TenantAsync()).State);
        await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync());
        Assert.Equal(TenantState.Frozen, (await scene.Moved.TenantAsync()).State);

        await scene.App.Service<TenantRegistry>().SetConnectionAsync(Actor.CommandLine, CutoverScene.Slug, connection, default);
        Assert.True((await scene.RunAsync()).Ok);
        await scene.Moved.RequireSourceServesAsync();
    }

    [Fact]
    public async Task A_tenant_that_a_person_froze_after_a_failed_fallback_stays_frozen()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await EndAtAsync(scene, FallbackStep.Send);
        await scene.App.Service<TenantFreeze>().FreezeAsync(Actor.CommandLine, CutoverScene.Slug, default);

        Assert.True(await scene.RecoverAsync());

        Assert.Equal(TenantState.Frozen, (await scene.Moved.TenantAsync()).State);
    }

    [Fact]
    public async Task What_was_written_here_after_the_source_took_everything_is_never_passed_over()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await EndAtAsync(scene, FallbackStep.Switch);
        await scene.App.Service<TenantRegistry>().SetStateAsync(Actor.CommandLine, CutoverScene.Slug, TenantState.Active, default);
        await scene.App.AddAsync(TestInstallation.Customer("After"));

        var fault = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync());

        Assert.Contains("Both have what the other lacks", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_of_the_tables_who_is_no_superuser_falls_back_as_well()
    {
        await using var scene = await FallbackScene.CreateAsync(cutOver: false);
        await scene.BecomeOwnerAsync();
        await scene.Moved.RunAsync();
        await scene.WriteAsync(400);
        scene.Execute("UPDATE expenses SET amount = '12.5' WHERE id = 1");
        var triggers = await TriggersAsync(scene);

        var report = await scene.RunAsync();

        Assert.True(report.Ok, report.Error);
        await scene.RequireEqualAsync();
        Assert.Equal(triggers, await TriggersAsync(scene));
        Assert.Equal(0L, await scene.Moved.AskSourceAsync<long>("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferrable"));
    }

    [Fact]
    public async Task Everything_goes_into_an_empty_database_and_the_tenant_lives_there()
    {
        await using var scene = await FallbackScene.CreateAsync();
        await scene.WriteAsync(100);
        var cluster = await PostgresCluster.GetAsync();
        var empty = await cluster.CreateDatabaseAsync();
        // Keys to encrypt a connection with are the application's.
        var request = new FallbackRequest(CutoverScene.Slug) { IntoVariable = Variable(empty) };
        var full = await Assert.ThrowsAsync<DataMigrationException>(() => scene.Fallback.RunAsync(Actor.CommandLine, new FallbackRequest(CutoverScene.Slug) { IntoVariable = Variable(scene.App.Connection) }, null, default));
        Assert.Contains("is not empty", full.Message, StringComparison.Ordinal);
        await scene.Moved.RequireFileServesAsync();
        Assert.True((await scene.Fallback.PreviewAsync(Actor.CommandLine, request, null, default)).Rows > 100);

        var report = await scene.Fallback.RunAsync(Actor.CommandLine, request, null, default);

        Assert.True(report is { Ok: true, Full: true });
        var verified = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = empty, TargetFile = scene.Moved.File }, default);
        Assert.All(verified.Tables, table => Assert.True(table.Ok, table.Name));
        var tenant = await scene.Moved.TenantAsync();
        Assert.Equal((TenantProvider.PostgreSql, TenantState.Active), (tenant.Provider, tenant.State));
        Assert.Equal(DataCopy.DescribeSource(empty), DataCopy.DescribeSource(scene.App.Service<TenantConnections>().Read(tenant)));
        var added = await scene.App.AddAsync(TestInstallation.Customer("There"));
        Assert.True(added.Id > Convert.ToInt64(scene.Ask("SELECT max(id) FROM parties"), null));
    }

    private static Task<long> TriggersAsync(FallbackScene scene) =>
        scene.Moved.AskSourceAsync<long>("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O' AND tgname = 'adminapp_raise_version'");

    private static async Task EndAtAsync(FallbackScene scene, FallbackStep end) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => scene.RunAsync(step =>
        {
            if (step == end)
                throw new InvalidOperationException("The end.");
        }));

    // What a kill leaves that came before the commit: the run open, the tenant frozen.
    private static async Task OpenRunAsync(FallbackScene scene)
    {
        var subject = await scene.Fallback.OpenAsync(CutoverScene.Slug, default);
        await scene.App.Service<DataMigrationJournal>().StartAsync(Actor.CommandLine, new JournalledRun(DataMigrationJournal.Fallback, CutoverScene.Slug, subject.Source.ToString(), "", null, null), default);
        await scene.App.Service<TenantFreeze>().FreezeAsync(Actor.CommandLine, CutoverScene.Slug, DataMigrationJournal.Fallback, default);
    }

    private static Task ConnectAsync(FallbackScene scene, string connection) => scene.App.Service<TenantRegistry>()
        .SetConnectionAsync(Actor.CommandLine, CutoverScene.Slug, scene.App.Service<TenantConnections>().KeepVariable(Variable(connection)), default);

    private static string Variable(string connection)
    {
        var variable = "ADMINAPP_TEST_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(variable, connection);
        return variable;
    }
}
