using AdminApp.Data.Access;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Tenants;

public sealed class TenantDatabasesTests
{
    [Fact]
    public async Task An_unknown_tenant_is_an_error_and_creates_nothing()
    {
        await using var app = await TestInstallation.CreateAsync();

        var unknown = await Assert.ThrowsAsync<UnknownTenantException>(() => app.Service<TenantDatabases>().ReadAsync("nobody", default));

        Assert.Equal("nobody", unknown.Slug);
        Assert.Single(Directory.GetFiles(Path.Combine(app.DataDirectory, "tenants"), "*.db"));
    }

    [Fact]
    public async Task A_tenant_without_its_file_is_an_error_and_not_a_new_empty_database()
    {
        await using var app = await TestInstallation.CreateAsync();
        await app.Service<TenantRegistry>().AddAsync(Actor.CommandLine, "lost", "Lost", default);

        await Assert.ThrowsAsync<TenantUnavailableException>(() => app.Service<TenantDatabases>().ReadAsync("lost", default));

        Assert.False(File.Exists(app.Service<DatabaseLocations>().Tenant("lost")));
    }

    [Fact]
    public async Task An_inactive_tenant_is_not_served_until_it_is_activated_again()
    {
        await using var app = await TestInstallation.CreateAsync();
        var registry = app.Service<TenantRegistry>();
        await registry.SetStateAsync(Actor.CommandLine, TestInstallation.Slug, TenantState.Inactive, default);
        await Assert.ThrowsAsync<TenantUnavailableException>(() => app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default));

        await registry.SetStateAsync(Actor.CommandLine, TestInstallation.Slug, TenantState.Active, default);

        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);
        Assert.True(await context.Database.CanConnectAsync());
    }

    [Fact]
    public async Task A_frozen_tenant_can_be_read_and_not_written()
    {
        await using var app = await TestInstallation.CreateAsync();
        await app.Service<TenantRegistry>().SetStateAsync(Actor.CommandLine, TestInstallation.Slug, TenantState.Frozen, default);

        Assert.Empty((await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(PartySort.Name)], new(0, 10), default)).Rows);
        await Assert.ThrowsAsync<TenantFrozenException>(() => app.AddAsync(TestInstallation.Customer("New")));
    }

    [Fact]
    public async Task A_slug_can_be_taken_once()
    {
        await using var app = await TestInstallation.CreateAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => app.Service<TenantProvisioning>().CreateAsync(Actor.CommandLine, TestInstallation.Slug, "Again", default));

        Assert.Single(await app.Service<TenantRegistry>().ListAsync(default));
    }
}
