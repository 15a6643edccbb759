using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Tenants;

public sealed class TenantFreezeTestsOnSqlite() : TenantFreezeTests(TenantProvider.Sqlite);

public sealed class TenantFreezeTestsOnPostgres() : TenantFreezeTests(TenantProvider.PostgreSql);

public abstract class TenantFreezeTests(TenantProvider provider) : IAsyncLifetime
{
    private TestInstallation app = null!;
    private TenantFreeze freeze = null!;

    public async Task InitializeAsync()
    {
        app = await TestInstallation.CreateAsync(provider);
        freeze = app.Service<TenantFreeze>();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_frozen_tenant_is_read_and_not_written_until_it_is_released()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Before"));

        await freeze.FreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);
        await freeze.FreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);

        Assert.Equal(["Before"], await NamesAsync());
        var refused = await Assert.ThrowsAsync<TenantFrozenException>(() => app.Service<PartyService>().ToggleAsync(app.Administrator, party.Id, default));
        Assert.Contains("moving and read-only", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.RetryAfterSeconds);

        await freeze.UnfreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);
        await app.AddAsync(TestInstallation.Customer("After"));
        Assert.Equal(["After", "Before"], await NamesAsync());
    }

    [Fact]
    public async Task Freezing_waits_for_the_writes_under_way()
    {
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async context =>
        {
            context.Parties.Add(TestInstallation.Customer("Under way"));
            await context.SaveChangesAsync();
            entered.SetResult();
            await leave.Task;
        }, default);
        await entered.Task;

        var freezing = freeze.FreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);
        await Eventually.TrueAsync(async () => (await StateAsync()) == TenantState.Frozen, "the tenant to be frozen");
        Assert.False(freezing.IsCompleted);
        await Assert.ThrowsAsync<TenantFrozenException>(() => app.AddAsync(TestInstallation.Customer("Too late")));

        leave.SetResult();
        await freezing;
        await writing;
        Assert.Equal(["Under way"], await NamesAsync());
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_the_tenant_active()
    {
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async _ =>
        {
            entered.SetResult();
            await leave.Task;
        }, default);
        await entered.Task;
        using var impatient = new CancellationTokenSource();

        var freezing = freeze.FreezeAsync(Actor.CommandLine, TestInstallation.Slug, impatient.Token);
        await Eventually.TrueAsync(async () => (await StateAsync()) == TenantState.Frozen, "the tenant to be frozen");
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => freezing);
        Assert.Equal(TenantState.Active, await StateAsync());
        leave.SetResult();
        await writing;
    }

    [Fact]
    public async Task A_bulk_action_waits_while_frozen_and_goes_on_afterwards()
    {
        await app.AddCustomersAsync(3);
        var bulk = app.Service<ActivationService>();
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Matching(new PartyFilter(), []), activate: false, default);
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "closing", null, default);
        await freeze.FreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);

        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, default);
        Assert.Equal(BatchState.Queued, (await app.Service<ActivationQueries>().GetAsync(app.Administrator, preview.BatchId, default)).State);

        await freeze.UnfreezeAsync(Actor.CommandLine, TestInstallation.Slug, default);
        var queued = await app.Service<ActivationQueue>().ReadAllAsync(default).Take(2).ToListAsync();
        Assert.Equal((TestInstallation.Slug, preview.BatchId), queued[1]);
        await app.Service<ActivationRunner>().RunAsync(queued[1].Slug, queued[1].BatchId, default);
        Assert.Equal((BatchState.Completed, 3), await app.Service<ActivationQueries>().GetAsync(app.Administrator, preview.BatchId, default) is var batch ? (batch.State, batch.Changed) : default);
    }

    [Fact]
    public async Task A_tenant_that_is_switched_off_is_neither_frozen_nor_released()
    {
        await app.Service<TenantRegistry>().SetStateAsync(Actor.CommandLine, TestInstallation.Slug, TenantState.Inactive, default);

        await Assert.ThrowsAsync<TenantUnavailableException>(() => freeze.FreezeAsync(Actor.CommandLine, TestInstallation.Slug, default));
        await Assert.ThrowsAsync<TenantUnavailableException>(() => freeze.UnfreezeAsync(Actor.CommandLine, TestInstallation.Slug, default));

        Assert.Equal(TenantState.Inactive, await StateAsync());
    }

    [Fact]
    public async Task Only_administrators_freeze() =>
        await Assert.ThrowsAsync<ForbiddenException>(() => freeze.FreezeAsync(TestInstallation.As(Role.Support).Actor, TestInstallation.Slug, default));

    private async Task<TenantState> StateAsync() => (await app.Service<TenantRegistry>().FindAsync(TestInstallation.Slug, default)).State;

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(PartySort.Name)], new(0, 10), default)).Rows.Select(row => row.Name);
}
