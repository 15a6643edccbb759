using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.DataMigration;

/// <summary>A copy into a tenant was killed between putting its file in place and registering the tenant.</summary>
public sealed class TenantRecoveryTests
{
    private const string Slug = "arrived";

    [Fact]
    public async Task At_the_next_start_the_tenant_is_registered_and_the_journal_says_so()
    {
        await using var installation = await KilledAsync();

        await installation.Service<TenantCopy>().RecoverAsync(default);

        Assert.Equal(TenantState.Active, (await installation.Service<TenantRegistry>().FindAsync(Slug, default)).State);
        var run = Assert.Single(await installation.Service<DataMigrationJournal>().ListAsync(Slug, 10, default));
        Assert.Equal(DataMigrationJournal.Failed, run.State);
        Assert.Contains("it was registered later", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_copy_of_the_tenant_registers_it_and_says_what_to_do()
    {
        await using var installation = await KilledAsync();
        var copy = installation.Service<TenantCopy>();
        var request = new TenantCopyRequest(Slug, await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync());

        var error = await Assert.ThrowsAsync<DataMigrationException>(() => copy.RunAsync(Actor.CommandLine, request, null, default));

        Assert.Contains("is registered now", error.Message, StringComparison.Ordinal);
        Assert.Contains("--replace", error.Message, StringComparison.Ordinal);
        Assert.Equal(Slug, (await installation.Service<TenantRegistry>().FindAsync(Slug, default)).Slug);
        Assert.True((await copy.RunAsync(Actor.CommandLine, request with { Replace = true }, null, default)).Ok);
    }

    [Fact]
    public async Task A_file_that_was_there_before_the_killed_copy_is_not_taken_for_its_own()
    {
        await using var installation = await KilledAsync();
        File.SetLastWriteTimeUtc(installation.Service<DatabaseLocations>().Tenant(Slug), DateTime.UtcNow.AddHours(-1));

        await installation.Service<TenantCopy>().RecoverAsync(default);

        await Assert.ThrowsAsync<UnknownTenantException>(() => installation.Service<TenantRegistry>().FindAsync(Slug, default));
        var run = Assert.Single(await installation.Service<DataMigrationJournal>().ListAsync(Slug, 10, default));
        Assert.Contains("as it was", run.Error, StringComparison.Ordinal);
    }

    // What such a kill leaves: the file in place, the run open, and no tenant.
    private static async Task<TestInstallation> KilledAsync()
    {
        var installation = await TestInstallation.CreateAsync();
        var source = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        await installation.Service<TenantCopy>().RunAsync(Actor.CommandLine, new TenantCopyRequest(Slug, source), null, default);
        await installation.Service<CentralDatabase>().WriteAsync(async context =>
        {
            await context.Tenants.Where(tenant => tenant.Slug == Slug).ExecuteDeleteAsync();
            await context.DataMigrationTables.ExecuteDeleteAsync();
            await context.DataMigrationRuns.ExecuteUpdateAsync(set => set.SetProperty(run => run.State, DataMigrationJournal.Running).SetProperty(run => run.FinishedAt, (DateTime?)null));
            return true;
        }, default);
        installation.Service<TenantRegistry>().Forget();
        return installation;
    }
}
