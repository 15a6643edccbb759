using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdminApp.Data.Tests.Tenants;

public sealed class TenantAdoptionTests : IAsyncLifetime
{
    private const string Slug = "shop";

    private readonly List<string> variables = [];
    private TestInstallation app = null!;

    public async Task InitializeAsync() => app = await TestInstallation.CreateAsync();

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var variable in variables)
            Environment.SetEnvironmentVariable(variable, null);
    }

    [Fact]
    public async Task A_database_of_the_origin_is_served_where_it_is()
    {
        var origin = await OriginData.CreateDatabaseAsync(parties: 60);
        var active = await NumberAsync(origin, "SELECT count(*) FROM parties WHERE is_active IS NOT FALSE");

        var adopted = await AdoptAsync(origin);

        Assert.Equal((TenantProvider.PostgreSql, TenantState.Active), (adopted.Tenant.Provider, adopted.Tenant.State));
        Assert.StartsWith("15.", adopted.ServerVersion, StringComparison.Ordinal);
        Assert.NotEmpty(adopted.Applied);
        var access = new TenantAccess(Slug, app.Administrator.Actor);
        var page = await app.Service<PartyQueries>().ListAsync(access, new PartyFilter(), [new(PartySort.Name)], new(0, 100), default);
        Assert.Equal((active, 60L), (page.Active.Value, page.Active.Value + page.Inactive.Value));
        await app.Service<PartyService>().SetActiveAsync(access, page.Rows[0].Id, false, page.Rows[0].Version, "closed", default);
        Assert.Equal(active - 1, await NumberAsync(origin, "SELECT count(*) FROM parties WHERE is_active"));
        var audit = await app.Service<AuditQueries>().ListAsync(access, new AuditFilter(), 0, 1000, default);
        Assert.Equal(["deactivate", "migrate"], audit.Rows.Where(row => row.Source == AuditSource.Application).Select(row => row.Action));
        Assert.Contains(audit.Rows, row => row.Source == AuditSource.Imported);
        Assert.Equal(["parties.is_active"], await NullsGoneAsync(origin));
    }

    [Fact]
    public async Task An_adopted_database_is_copied_with_what_was_done_in_it()
    {
        var origin = await OriginData.CreateDatabaseAsync(parties: 40);
        await AdoptAsync(origin);
        var access = new TenantAccess(Slug, app.Administrator.Actor);
        var party = (await app.Service<PartyQueries>().ListAsync(access, new PartyFilter(), [new(PartySort.Name)], new(0, 1), default)).Rows[0];
        await app.Service<PartyService>().SetActiveAsync(access, party.Id, false, null, "closed before the move", default);

        var report = await app.Service<TenantCopy>().RunAsync(Actor.CommandLine, new TenantCopyRequest("moved", origin), null, default);

        Assert.NotNull(report.Verification);
        Assert.Empty(report.Unmapped);
        await using var moved = await app.Service<TenantDatabases>().ReadAsync("moved", default);
        await using var here = await app.Service<TenantDatabases>().ReadAsync(Slug, default);
        Assert.Equal(await here.Parties.OrderBy(p => p.Id).Select(p => $"{p.Id} {p.Name} {p.IsActive} {p.Version}").ToListAsync(),
            await moved.Parties.OrderBy(p => p.Id).Select(p => $"{p.Id} {p.Name} {p.IsActive} {p.Version}").ToListAsync());
        Assert.Equal("closed before the move", (await moved.AuditEntries.SingleAsync(e => e.Action == AuditActions.Deactivate)).Reason);
    }

    [Fact]
    public async Task Both_providers_list_the_same_rows_in_the_same_order()
    {
        var origin = await OriginData.CreateDatabaseAsync(parties: 120);
        // The one fill a copy makes that a list shows.
        await PostgresCluster.ExecuteAsync(origin, "UPDATE parties SET gst_registration_status = 'GST not registered' WHERE gst_registration_status IS NULL");
        await AdoptAsync(origin);
        await app.Service<TenantCopy>().RunAsync(Actor.CommandLine, new TenantCopyRequest("moved", origin), null, default);

        foreach (var sort in Enum.GetValues<PartySort>())
        {
            foreach (var search in new[] { null, "a", "an", "é", "%", "ltd" })
                Assert.Equal(await ListAsync(Slug, sort, search), await ListAsync("moved", sort, search));
        }
    }

    [Fact]
    public async Task What_is_missing_or_of_another_type_is_named_and_nothing_is_registered()
    {
        var origin = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        await PostgresCluster.ExecuteAsync(origin, "DROP TABLE expenses; ALTER TABLE purchases DROP COLUMN reference_bill_number; ALTER TABLE parties ALTER is_vendor TYPE text, ALTER name TYPE varchar(200)");

        var refused = await Assert.ThrowsAsync<OriginSchemaException>(() => AdoptAsync(origin));

        Assert.Equal(["expenses", "parties.is_vendor as boolean (it is text)", "purchases.reference_bill_number"], refused.Missing.Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<UnknownTenantException>(() => app.Service<TenantRegistry>().FindAsync(Slug, default));
        Assert.Equal(0, await NumberAsync(origin, "SELECT count(*) FROM information_schema.tables WHERE table_name IN ('audit_entries', '__EFMigrationsHistory')"));
    }

    [Fact]
    public async Task A_user_who_does_not_own_the_tables_is_told_so_before_anything_is_changed()
    {
        var origin = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        var role = "clerk_" + Guid.NewGuid().ToString("N")[..8];
        await PostgresCluster.ExecuteAsync(origin, $"CREATE ROLE {role} LOGIN PASSWORD 'clerk'; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}");

        var refused = await Assert.ThrowsAsync<TenantUnavailableException>(() => AdoptAsync(new NpgsqlConnectionStringBuilder(origin) { Username = role, Password = "clerk" }.ConnectionString));

        Assert.Contains($"{role} does not own parties and products", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Password", "wrong-secret", "refuses its user or password")]
    [InlineData("Database", "nowhere", "no such database")]
    public async Task A_connection_that_does_not_work_is_refused_without_repeating_it(string part, string value, string told)
    {
        var origin = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        var wrong = new NpgsqlConnectionStringBuilder(origin) { [part] = value };

        var refused = await Assert.ThrowsAsync<TenantUnreachableException>(() => AdoptAsync(wrong.ConnectionString));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong.Password!, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_database_is_one_tenant()
    {
        var origin = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        await AdoptAsync(origin);

        var twice = await Assert.ThrowsAsync<ArgumentException>(() => AdoptAsync(origin, "again"));

        Assert.Contains($"tenant \"{Slug}\" already", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organisations_are_told_apart_in_the_answer_and_served_as_one()
    {
        var origin = await OriginData.CreateDatabaseAsync(parties: 60);
        await PostgresCluster.ExecuteAsync(origin, "UPDATE parties SET tenant_id = NULL WHERE id % 2 = 0");
        var values = await NumberAsync(origin, "SELECT count(DISTINCT coalesce(tenant_id, -1)) FROM (SELECT tenant_id FROM parties UNION SELECT tenant_id FROM products UNION SELECT tenant_id FROM invoices UNION SELECT tenant_id FROM purchases) AS x");

        var adopted = await AdoptAsync(origin);

        Assert.Equal(values, adopted.Organisations.Count);
        Assert.Contains("none", adopted.Organisations);
    }

    [Fact]
    public async Task A_pending_schema_is_shown_and_brought_up_on_the_server()
    {
        var origin = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        var applied = (await AdoptAsync(origin)).Applied;
        await DownAsync(origin);
        app.Service<TenantDatabases>().Forget(Slug);
        await Assert.ThrowsAsync<SchemaMigrationPendingException>(() => app.Service<TenantDatabases>().ReadAsync(Slug, default));
        var schema = app.Service<SchemaMigrations>();
        var pending = (await schema.StatusAsync(Actor.CommandLine, Slug, default)).Pending;
        Assert.Equal(applied.SkipWhile(migration => !migration.EndsWith("_SharedDatabase", StringComparison.Ordinal)), pending);

        var change = await schema.UpAsync(Actor.CommandLine, Slug, null, default);

        Assert.Equal(pending, change.Steps);
        Assert.True((await schema.StatusAsync(Actor.CommandLine, Slug, default)) is { IsCurrent: true, Runs: [{ State: "completed" }] });
        await using var context = await app.Service<TenantDatabases>().ReadAsync(Slug, default);
        Assert.Equal(2, await context.AuditEntries.CountAsync(e => e.Action == AuditActions.Migrate));
    }

    [Fact]
    public async Task Without_keys_a_connection_is_kept_in_a_variable_alone()
    {
        var origin = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Service<TenantAdoption>().AddAsync(Actor.CommandLine, new AdoptionRequest(Slug, origin, null), default));
        await Assert.ThrowsAsync<ArgumentException>(() => app.Service<TenantAdoption>().AddAsync(Actor.CommandLine, new AdoptionRequest(Slug, null, "ADMINAPP_TEST_UNSET"), default));
        await Assert.ThrowsAsync<ArgumentException>(() => app.Service<TenantAdoption>().AddAsync(Actor.CommandLine, new AdoptionRequest(Slug, null, null), default));
        Assert.DoesNotContain("Password", new AdoptionRequest(Slug, origin, null).ToString(), StringComparison.Ordinal);
    }

    private Task<AdoptedDatabase> AdoptAsync(string connection, string slug = Slug)
    {
        var variable = "ADMINAPP_TEST_" + Guid.NewGuid().ToString("N");
        variables.Add(variable);
        Environment.SetEnvironmentVariable(variable, connection);
        return app.Service<TenantAdoption>().AddAsync(Actor.CommandLine, new AdoptionRequest(slug, null, variable), default);
    }

    private async Task<IReadOnlyList<object>> ListAsync(string slug, PartySort sort, string? search)
    {
        var filter = new PartyFilter { Status = StatusFilter.All, Search = search };
        var page = await app.Service<PartyQueries>().ListAsync(new TenantAccess(slug, app.Administrator.Actor), filter, [new(sort)], new(0, 200), default);
        return [$"{sort} {search}: {page.Active.Value} {page.Inactive.Value}", .. page.Rows];
    }

    private static async Task DownAsync(string connection)
    {
        using var database = Schema.TenantDatabase.OnServer(connection);
        await database.MigrateAsync(Schema.SchemaStep.All(database)[1].Migration);
    }

    /// <summary>Columns of the origin that may no longer be NULL.</summary>
    private static async Task<IReadOnlyList<string>> NullsGoneAsync(string origin)
    {
        var untouched = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        const string Nullable = "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND is_nullable = 'YES'";
        return [.. (await TextsAsync(untouched, Nullable)).Except(await TextsAsync(origin, Nullable))];
    }

    private static async Task<long> NumberAsync(string connection, string sql) => long.Parse((await TextsAsync(connection, sql))[0], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<List<string>> TextsAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetValue(0).ToString()!);
        return texts;
    }
}
