using AdminApp.Data.Activations;
using AdminApp.Data.Dashboard;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Dashboard;

public sealed class DashboardQueriesTestsOnSqlite() : DashboardQueriesTests(TenantProvider.Sqlite);

public sealed class DashboardQueriesTestsOnPostgres() : DashboardQueriesTests(TenantProvider.PostgreSql);

public abstract class DashboardQueriesTests(TenantProvider provider)
{
    [Fact]
    public async Task Figures_count_states_open_balances_of_inactive_parties_and_missing_gstins()
    {
        await using var app = await TestInstallation.CreateAsync(provider);
        var ids = await app.AddCustomersAsync(3);
        await app.AddInvoicesAsync(ids[0], ("Sent", 100m), ("Paid", 0m));
        await app.AddInvoicesAsync(ids[1], ("Sent", 0m));
        foreach (var id in ids.Take(2))
            await app.Service<PartyService>().SetActiveAsync(app.Administrator, id, false, null, null, CancellationToken.None);

        var figures = await app.Service<DashboardQueries>().FiguresAsync(app.Administrator, CancellationToken.None);

        Assert.Equal((1, 2), (figures.Customers.Active.Value, figures.Customers.Inactive.Value));
        Assert.Equal(1, figures.InactiveWithBalance.Value);
        Assert.Equal(1, figures.WithoutGstin.Value);
        Assert.Equal(0, (await app.Service<ActivationQueries>().CountAsync(app.Administrator, CancellationToken.None)).Value);
    }
}
