using AdminApp.Data.Activations;
using AdminApp.Data.Dashboard;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

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
        Assert.Equal(0, figures.SharedGstins.Value);
        Assert.Equal(0, (await app.Service<ActivationQueries>().CountAsync(app.Administrator, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task The_trend_adds_up_single_changes_and_batches_by_the_viewers_days()
    {
        // Half past midnight in India is the day before in UTC.
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 19, 0, 0, TimeSpan.Zero));
        await using var app = await TestInstallation.CreateAsync(provider, time);
        var ids = await app.AddCustomersAsync(5);
        await app.Service<PartyService>().SetActiveAsync(app.Administrator, ids[0], false, null, null, CancellationToken.None);
        time.Advance(TimeSpan.FromDays(1));
        var bulk = app.Service<ActivationService>();
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Of([.. ids]), activate: false, CancellationToken.None);
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "closing", null, CancellationToken.None);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, CancellationToken.None);
        await app.Service<PartyService>().SetActiveAsync(app.Administrator, ids[0], true, null, null, CancellationToken.None);

        var days = await app.Service<ActivationTrend>().OfAsync(app.Administrator, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"), 3, CancellationToken.None);

        Assert.Equal([new(new DateOnly(2026, 11, 22), 0, 0), new(new DateOnly(2026, 11, 23), 0, 1), new TrendDay(new DateOnly(2026, 11, 24), 1, 4)], days);
    }
}
