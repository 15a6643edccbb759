using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Moving;

/// <summary>A tenant on PostgreSQL with the origin's data, about to be cut over.</summary>
internal sealed class CutoverScene(TestInstallation app) : IAsyncDisposable
{
    public const string Slug = TestInstallation.Slug;

    public TestInstallation App { get; } = app;

    public TenantCutover Cutover => App.Service<TenantCutover>();

    public string File => App.Service<DatabaseLocations>().Tenant(Slug);

    public static async Task<CutoverScene> CreateAsync(int parties = 30) => new(await TestInstallation.CreateFilledAsync(parties));

    public static CutoverRequest Request(bool withoutStream = true) => new(Slug) { WithoutStream = withoutStream, Confirm = _ => null, Reason = "It is time" };

    public Task<CutoverReport> RunAsync(CutoverRequest? request = null, CancellationToken cancellationToken = default) =>
        Cutover.RunAsync(Actor.CommandLine, request ?? Request(), null, cancellationToken);

    /// <summary>As anybody with a connection to the source would.</summary>
    public Task WriteAtSourceAsync(string sql = "UPDATE parties SET notes = 'at the source' WHERE id = 1") => PostgresCluster.ExecuteAsync(App.Connection, sql);

    public async Task<T> AskSourceAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(App.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<TenantInfo> TenantAsync() => App.Service<TenantRegistry>().FindAsync(Slug, default);

    public Task<Party> WriteAsync(string name = "By the services") => App.AddAsync(TestInstallation.Customer(name));

    public async Task<string[]> NamesAsync(string search) =>
        [.. (await App.Service<PartyQueries>().ListAsync(App.Administrator, new PartyFilter { Search = search }, [new(PartySort.Name)], new(0, 1000), default)).Rows.Select(row => row.Name)];

    public async Task<Data.Central.DataMigrationRun> NewestRunAsync() => (await App.Service<DataMigrationJournal>().ListAsync(Slug, 1, default)).Single();

    /// <summary>The source serves: it lives there, is written to by the services and by anybody, and nothing of a fence is left.</summary>
    public async Task RequireSourceServesAsync()
    {
        var tenant = await TenantAsync();
        Assert.Equal((TenantProvider.PostgreSql, TenantState.Active), (tenant.Provider, tenant.State));
        await WriteAtSourceAsync();
        var added = await WriteAsync("Served by the source");
        Assert.Equal(1L, await AskSourceAsync<long>($"SELECT count(*) FROM parties WHERE id = {added.Id} AND name = 'Served by the source'"));
        Assert.Equal(0L, await AskSourceAsync<long>("SELECT count(*) FROM pg_trigger WHERE tgname = '_adminapp_moved'"));
    }

    /// <summary>The file serves, and the source refuses whoever writes there.</summary>
    public async Task RequireFileServesAsync()
    {
        var tenant = await TenantAsync();
        Assert.Equal((TenantProvider.Sqlite, TenantState.Active), (tenant.Provider, tenant.State));
        var added = await WriteAsync("Served by the file");
        Assert.Contains("Served by the file", await NamesAsync("Served by"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => WriteAtSourceAsync());
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
        Assert.Equal(0L, await AskSourceAsync<long>($"SELECT count(*) FROM parties WHERE id = {added.Id}"));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
