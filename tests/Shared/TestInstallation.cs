using System.Collections.Concurrent;
using AdminApp.Data;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Central;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using AdminApp.Data.Schema.Postgres;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AdminApp.Tests.Shared;

/// <summary>A data directory of its own with the real services over it: central database, one tenant, real files.</summary>
public sealed class TestInstallation : IAsyncDisposable
{
    public const string Slug = "sharma";

    /// <summary>Provisioned once per process and copied for each test: migrating two databases takes longer than most tests.</summary>
    private static readonly Lazy<Task<TestDirectory>> Template = new(ProvisionTemplateAsync);

    /// <summary>A database of the origin, adopted once per process and copied for each test.</summary>
    private static readonly Lazy<Task<string>> PostgresTemplate = new(() => AdoptTemplateAsync(null));

    /// <summary>The same with the origin's rows, by the number of parties.</summary>
    private static readonly ConcurrentDictionary<int, Lazy<Task<string>>> FilledTemplates = new();

    private readonly TestDirectory directory = new();
    private readonly ServiceProvider services;
    private string? connection;

    private TestInstallation(TimeProvider? time, ActivationLimits limits, SqliteSettings sqlite) =>
        services = Services(directory, time, limits, sqlite);

    public string DataDirectory => directory.Path;

    /// <summary>The connection of the tenant's PostgreSQL database.</summary>
    public string Connection => connection ?? throw new InvalidOperationException("The tenant is on SQLite.");

    /// <summary>An administrator at work in the tenant.</summary>
    public TenantAccess Administrator { get; } = As(Role.Administrator);

    /// <summary>A fresh central database and the empty tenant <see cref="Slug"/> on SQLite.</summary>
    public static Task<TestInstallation> CreateAsync(TimeProvider? time = null, ActivationLimits? limits = null, SqliteSettings? sqlite = null) =>
        CreateAsync(TenantProvider.Sqlite, time, limits, sqlite);

    /// <summary>A fresh central database and the empty tenant <see cref="Slug"/> on either provider.</summary>
    public static Task<TestInstallation> CreateAsync(TenantProvider provider, TimeProvider? time = null, ActivationLimits? limits = null, SqliteSettings? sqlite = null) =>
        CreateAsync(provider, null, time, limits, sqlite);

    /// <summary>A fresh central database and the tenant <see cref="Slug"/> on PostgreSQL, with the origin's rows (see <see cref="OriginData"/>).</summary>
    public static Task<TestInstallation> CreateFilledAsync(int parties) => CreateAsync(TenantProvider.PostgreSql, parties, null, null, null);

    private static async Task<TestInstallation> CreateAsync(TenantProvider provider, int? parties, TimeProvider? time, ActivationLimits? limits, SqliteSettings? sqlite)
    {
        var template = await Template.Value;
        var installation = new TestInstallation(time, limits ?? new ActivationLimits(ChunkSize: 100, TypeNumberFrom: 1000, PreviewMinutes: 60), sqlite ?? new SqliteSettings());
        var locations = installation.Service<DatabaseLocations>();
        locations.EnsureDirectories();
        var templates = new DatabaseLocations(template.Path);
        File.Copy(templates.Central(), locations.Central());
        if (provider == TenantProvider.Sqlite)
            File.Copy(templates.Tenant(Slug), locations.Tenant(Slug));
        else
            await installation.MoveToPostgresAsync(await (parties is { } count ? FilledTemplates.GetOrAdd(count, number => new(() => AdoptTemplateAsync(number))) : PostgresTemplate).Value);
        return installation;
    }

    public static TenantAccess As(Role role, string name = "priya") => new(Slug, new Actor(name + "-id", name, role, "127.0.0.1"));

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A customer with the fields a form asks for; change what matters to the test.</summary>
    public static Party Customer(string name) => new()
    {
        Name = name,
        IsCustomer = true,
        IsVendor = false,
        BillingAddressLine1 = "12 MG Road",
        BillingCity = "Bengaluru",
        BillingState = "Karnataka",
    };

    /// <summary>Creates a party as administrator.</summary>
    public Task<Party> AddAsync(Party party) => Service<PartyService>().CreateAsync(Administrator, party, fromForm: false, CancellationToken.None);

    /// <summary>Creates customers "Party 0001" to "Party n".</summary>
    public async Task<IReadOnlyList<int>> AddCustomersAsync(int count)
    {
        var ids = new List<int>(count);
        await Service<TenantDatabases>().WriteAsync(Slug, async context =>
        {
            var parties = Enumerable.Range(1, count).Select(i => Customer($"Party {i:0000}")).ToList();
            context.Parties.AddRange(parties);
            await context.SaveChangesAsync();
            ids.AddRange(parties.Select(p => p.Id));
        }, CancellationToken.None);
        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (connection is not null)
            Environment.SetEnvironmentVariable(Variable, null);
        directory.Dispose();
    }

    /// <summary>Names the tenant's connection; each installation has its own.</summary>
    private string Variable => "ADMINAPP_TEST_" + Path.GetFileName(directory.Path).Replace('-', '_');

    private async Task MoveToPostgresAsync(string template)
    {
        connection = await (await PostgresCluster.GetAsync()).CopyDatabaseAsync(template);
        Environment.SetEnvironmentVariable(Variable, connection);
        var registry = Service<TenantRegistry>();
        await registry.SetConnectionAsync(Actor.CommandLine, Slug, Service<TenantConnections>().KeepVariable(Variable), CancellationToken.None);
        await registry.SetHomeAsync(Actor.CommandLine, Slug, TenantProvider.PostgreSql, TenantState.Active, CancellationToken.None);
    }

    private static async Task<string> AdoptTemplateAsync(int? parties)
    {
        var origin = parties is { } count ? await OriginData.CreateDatabaseAsync(count) : await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        // A database that somebody is connected to cannot be copied.
        await using (var loaded = new NpgsqlConnection(origin))
            NpgsqlConnection.ClearPool(loaded);
        await using var context = new PostgresTenantContext(new DbContextOptionsBuilder<PostgresTenantContext>().UseNpgsql(origin + ";Pooling=false").Options);
        await OriginAdoption.AdoptAsync(context, CancellationToken.None);
        return origin;
    }

    private static async Task<TestDirectory> ProvisionTemplateAsync()
    {
        var directory = new TestDirectory();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => directory.Dispose();
        await using (var services = Services(directory, null, new ActivationLimits(1, 1, 1), new SqliteSettings()))
        {
            await services.GetRequiredService<CentralProvisioning>().EnsureAsync(CancellationToken.None);
            await services.GetRequiredService<TenantProvisioning>().CreateAsync(Actor.CommandLine, Slug, "Sharma Dental", CancellationToken.None);
        }
        // Closing the last connection folds the write-ahead log into the file that is copied.
        SqliteConnection.ClearAllPools();
        return directory;
    }

    private static ServiceProvider Services(TestDirectory directory, TimeProvider? time, ActivationLimits limits, SqliteSettings sqlite)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddAdminAppData(directory.Path, sqlite);
        collection.AddSingleton(limits);
        if (time is not null)
            collection.AddSingleton(time);
        return collection.BuildServiceProvider();
    }
}
