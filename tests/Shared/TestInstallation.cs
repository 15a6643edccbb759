using AdminApp.Data;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Central;
using AdminApp.Data.Parties;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AdminApp.Tests.Shared;

/// <summary>A data directory of its own with the real services over it: central database, one tenant, real files.</summary>
public sealed class TestInstallation : IAsyncDisposable
{
    public const string Slug = "sharma";

    /// <summary>Provisioned once per process and copied for each test: migrating two databases takes longer than most tests.</summary>
    private static readonly Lazy<Task<TestDirectory>> Template = new(ProvisionTemplateAsync);

    private readonly TestDirectory directory = new();
    private readonly ServiceProvider services;

    private TestInstallation(TimeProvider? time, ActivationLimits limits, SqliteSettings sqlite) =>
        services = Services(directory, time, limits, sqlite);

    public string DataDirectory => directory.Path;

    /// <summary>An administrator at work in the tenant.</summary>
    public TenantAccess Administrator { get; } = As(Role.Administrator);

    /// <summary>A fresh central database and the empty tenant <see cref="Slug"/>.</summary>
    public static async Task<TestInstallation> CreateAsync(TimeProvider? time = null, ActivationLimits? limits = null, SqliteSettings? sqlite = null)
    {
        var template = await Template.Value;
        var installation = new TestInstallation(time, limits ?? new ActivationLimits(ChunkSize: 100, TypeNumberFrom: 1000, PreviewMinutes: 60), sqlite ?? new SqliteSettings());
        var locations = installation.Service<DatabaseLocations>();
        locations.EnsureDirectories();
        var templates = new DatabaseLocations(template.Path);
        File.Copy(templates.Central(), locations.Central());
        File.Copy(templates.Tenant(Slug), locations.Tenant(Slug));
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
        directory.Dispose();
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
