using System.Net.Http.Headers;
using AdminApp.Data;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Parties;
using AdminApp.Data.People;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace AdminApp.Tests.Api;

/// <summary>The running application over tenant files that were filled before it started, and a caller of each role.</summary>
public class ApiServer : IAsyncLifetime
{
    /// <summary>The tenant most tests work in.</summary>
    public const string Sharma = "sharma";

    /// <summary>Another one, whose parties nobody of the first may see.</summary>
    public const string Patel = "patel";

    /// <summary>One with many parties.</summary>
    public const string Large = "large";

    public const int LargeCount = 20_050;

    /// <summary>Settings the application needs to find its tenants, as environment variables.</summary>
    protected Dictionary<string, string> Settings { get; } = [];

    private readonly TestDirectory directory = new();
    private readonly Dictionary<string, string> tokens = [];
    private AppProcess app = null!;

    public Uri Address => app.Address;

    public string Output => app.Output;

    /// <summary>May do everything, in every tenant.</summary>
    public HttpClient Administrator { get; private set; } = null!;

    /// <summary>May change activations and edit, in <see cref="Sharma"/> alone.</summary>
    public HttpClient Support { get; private set; } = null!;

    /// <summary>May read, in <see cref="Sharma"/> alone.</summary>
    public HttpClient Viewer { get; private set; } = null!;

    /// <summary>No token.</summary>
    public HttpClient Anonymous => app.Client;

    public async Task InitializeAsync()
    {
        await PrepareAsync();
        app = await AppProcess.StartAsync(new AppProcessOptions { DataDirectory = directory.Path, Settings = Settings });
        Administrator = As("administrator", Sharma);
        Support = As("support");
        Viewer = As("viewer");
    }

    /// <summary>A client with somebody's token.</summary>
    /// <param name="userName">administrator, support, viewer, both (a member of two tenants) or stranger (of none).</param>
    /// <param name="tenant">Slug to send; null: none is sent.</param>
    public HttpClient As(string userName, string? tenant = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens[userName]);
        if (tenant is not null)
            client.DefaultRequestHeaders.Add("X-Tenant-Slug", tenant);
        return client;
    }

    public async Task DisposeAsync()
    {
        Administrator?.Dispose();
        Support?.Dispose();
        Viewer?.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        directory.Dispose();
    }

    /// <summary>Creates a tenant, empty, where this server's tenants live.</summary>
    protected virtual Task<TenantInfo> AddTenantAsync(IServiceProvider services, string slug, string name) =>
        services.GetRequiredService<TenantProvisioning>().CreateAsync(Actor.CommandLine, slug, name, CancellationToken.None);

    /// <summary>Rows with ids of their own are in.</summary>
    protected virtual Task FilledAsync(string slug) => Task.CompletedTask;

    private async Task PrepareAsync()
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddAdminAppData(directory.Path, new SqliteSettings());
        collection.AddPeopleData();
        collection.AddSingleton<IPasswordHasher<AppUser>, PasswordHasher<AppUser>>();
        await using var services = collection.BuildServiceProvider();
        await services.GetRequiredService<CentralProvisioning>().EnsureAsync(CancellationToken.None);
        var ids = new Dictionary<string, int>();
        foreach (var slug in new[] { Sharma, Patel, Large })
            ids[slug] = (await AddTenantAsync(services, slug, $"{slug} & Söhne")).Id;

        await AddPersonAsync(services, "administrator", Role.Administrator);
        await AddPersonAsync(services, "support", Role.Support, ids[Sharma]);
        await AddPersonAsync(services, "viewer", Role.Viewer, ids[Sharma]);
        await AddPersonAsync(services, "both", Role.Support, ids[Sharma], ids[Patel]);
        await AddPersonAsync(services, "stranger", Role.Support);

        var databases = services.GetRequiredService<TenantDatabases>();
        await databases.WriteAsync(Sharma, ApiData.FillAsync, CancellationToken.None);
        await FilledAsync(Sharma);
        await databases.WriteAsync(Large, async context =>
        {
            context.Parties.AddRange(Enumerable.Range(1, LargeCount).Select(i => new Party { Name = $"Party {i:00000}", IsCustomer = true, IsVendor = false, BillingCity = "Mysuru", IsActive = i % 10 != 0 }));
            await context.SaveChangesAsync();
        }, CancellationToken.None);
    }

    private async Task AddPersonAsync(ServiceProvider services, string userName, Role role, params int[] tenants)
    {
        var id = await services.GetRequiredService<PeopleService>().CreateAsync(Actor.CommandLine, new NewPerson(userName, null, role, tenants), CancellationToken.None);
        tokens[userName] = await services.GetRequiredService<ApiTokens>().IssueAsync(id, "test", TimeSpan.FromHours(1), CancellationToken.None);
    }
}

[CollectionDefinition(Name)]
public sealed class ApiServerCollection : ICollectionFixture<ApiServer>
{
    public const string Name = "API";
}
