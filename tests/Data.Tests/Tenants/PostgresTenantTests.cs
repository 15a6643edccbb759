using AdminApp.Data.Access;
using AdminApp.Data.Parties;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdminApp.Data.Tests.Tenants;

/// <summary>What only a server that others use as well can do to a tenant.</summary>
public sealed class PostgresTenantTests : IAsyncLifetime
{
    private TestInstallation app = null!;

    public async Task InitializeAsync() =>
        app = await TestInstallation.CreateAsync(TenantProvider.PostgreSql, sqlite: new SqliteSettings { WriteWaitMilliseconds = 200 });

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_write_that_another_came_before_is_done_again_on_the_new_state()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Asha"));
        var runs = 0;

        await app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async context =>
        {
            var found = await context.Parties.SingleAsync(p => p.Id == party.Id);
            if (runs++ == 0)
                await OriginAsync($"UPDATE parties SET notes = 'theirs' WHERE id = {party.Id}");
            found.Email = "ours@example.in";
            found.Version++;
            await context.SaveChangesAsync();
        }, default);

        var now = await FindAsync(party.Id);
        Assert.Equal((2, "theirs", "ours@example.in", 3), (runs, now.Notes, now.Email, now.Version));
    }

    [Fact]
    public async Task A_write_that_others_always_come_before_is_given_up_and_changes_nothing()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Asha"));

        var busy = await Assert.ThrowsAsync<TenantBusyException>(() => app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async context =>
        {
            var found = await context.Parties.SingleAsync(p => p.Id == party.Id);
            await OriginAsync($"UPDATE parties SET notes = coalesce(notes, '') || 'x' WHERE id = {party.Id}");
            found.Email = "ours@example.in";
            found.Version++;
            await context.SaveChangesAsync();
        }, default));

        Assert.NotNull(busy.RetryAfterSeconds);
        Assert.Null((await FindAsync(party.Id)).Email);
    }

    [Fact]
    public async Task An_edit_of_the_origins_application_makes_what_a_person_saw_stale()
    {
        var shown = await app.AddAsync(TestInstallation.Customer("Asha"));
        await OriginAsync($"UPDATE parties SET billing_city = 'Mysuru' WHERE id = {shown.Id}");

        var stale = await Assert.ThrowsAsync<StalePartyException>(() => app.Service<PartyService>().SetActiveAsync(app.Administrator, shown.Id, false, shown.Version, null, default));

        Assert.Equal("Mysuru", stale.Current.BillingCity);
    }

    [Fact]
    public async Task A_row_that_somebody_keeps_locked_is_busy_after_the_wait()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Asha"));
        await using var other = new NpgsqlConnection(app.Connection);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var update = new NpgsqlCommand($"UPDATE parties SET notes = 'x' WHERE id = {party.Id}", other, transaction))
            await update.ExecuteNonQueryAsync();

        await Assert.ThrowsAsync<TenantBusyException>(() => app.Service<PartyService>().ToggleAsync(app.Administrator, party.Id, default));

        await transaction.RollbackAsync();
        Assert.False((await app.Service<PartyService>().ToggleAsync(app.Administrator, party.Id, default)).IsActive);
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => context.Database.ExecuteSqlRawAsync("UPDATE parties SET notes = 'x'"));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Fact]
    public async Task A_tenant_that_is_let_go_of_leaves_no_connection_behind()
    {
        await app.AddAsync(TestInstallation.Customer("Asha"));
        Assert.NotEqual(0L, await ConnectionsAsync());

        app.Service<TenantDatabases>().Forget(TestInstallation.Slug);

        await Eventually.TrueAsync(async () => await ConnectionsAsync() == 0, "the server to have no connection of ours");
    }

    [Fact]
    public async Task The_registry_row_alone_decides_where_a_tenant_is()
    {
        await app.AddAsync(TestInstallation.Customer("On the server"));
        var registry = app.Service<TenantRegistry>();
        await app.Service<TenantProvisioning>().CreateSchemaAsync(app.Service<DatabaseLocations>().Tenant(TestInstallation.Slug), default);

        await registry.SetHomeAsync(Actor.CommandLine, TestInstallation.Slug, TenantProvider.Sqlite, TenantState.Active, default);
        await app.AddAsync(TestInstallation.Customer("In the file"));
        Assert.Equal(["In the file"], await NamesAsync());

        await registry.SetHomeAsync(Actor.CommandLine, TestInstallation.Slug, TenantProvider.PostgreSql, TenantState.Active, default);
        Assert.Equal(["On the server"], await NamesAsync());
    }

    [Fact]
    public async Task A_server_that_is_gone_is_named_without_its_password()
    {
        var gone = new NpgsqlConnectionStringBuilder(app.Connection) { Port = FreePort.Find() }.ConnectionString;
        var variable = "ADMINAPP_TEST_GONE_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(variable, gone);
        await app.Service<TenantRegistry>().SetConnectionAsync(Actor.CommandLine, TestInstallation.Slug, app.Service<TenantConnections>().KeepVariable(variable), default);

        var read = await Assert.ThrowsAsync<TenantUnreachableException>(NamesAsync);
        var written = await Assert.ThrowsAsync<TenantUnreachableException>(() => app.AddAsync(TestInstallation.Customer("x")));

        Assert.DoesNotContain(PostgresCluster.Password, read.ToString() + written, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(variable, null);
        app.Service<TenantDatabases>().Forget(TestInstallation.Slug);
        Assert.Contains(variable, (await Assert.ThrowsAsync<TenantUnavailableException>(NamesAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_no_text_of_postgresql_can_hold_is_refused_and_finds_nothing()
    {
        await app.AddAsync(TestInstallation.Customer("Asha"));

        await Assert.ThrowsAsync<PartyInvalidException>(() => app.AddAsync(TestInstallation.Customer("A\0sha")));
        Assert.Empty((await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter { Search = "A\0" }, [new(PartySort.Name)], new(0, 10), default)).Rows);
        Assert.Empty((await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter { Cities = ["A\0"] }, [new(PartySort.Name)], new(0, 10), default)).Rows);
    }

    private async Task OriginAsync(string sql) => await PostgresCluster.ExecuteAsync(app.Connection, sql);

    private async Task<Party> FindAsync(int id) => (await app.Service<PartyQueries>().FindAsync(app.Administrator, id, default))!;

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(PartySort.Name)], new(0, 10), default)).Rows.Select(row => row.Name);

    private async Task<long> ConnectionsAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(app.Connection).Database;
        await using var connection = new NpgsqlConnection((await PostgresCluster.GetAsync()).ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'AdminApp' AND datname = @database", connection);
        command.Parameters.AddWithValue("database", database!);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
