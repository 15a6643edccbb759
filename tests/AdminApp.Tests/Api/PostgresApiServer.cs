using AdminApp.Data.Access;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace AdminApp.Tests.Api;

/// <summary>The same server with the same people and rows, whose tenants are adopted databases of the origin.</summary>
public sealed class PostgresApiServer : ApiServer
{
    protected override async Task<TenantInfo> AddTenantAsync(IServiceProvider services, string slug, string name)
    {
        var variable = Variable(slug);
        Settings[variable] = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        Environment.SetEnvironmentVariable(variable, Settings[variable]);
        var request = new AdoptionRequest(slug, null, variable, name);
        return (await services.GetRequiredService<TenantAdoption>().AddAsync(Actor.CommandLine, request, CancellationToken.None)).Tenant;
    }

    // A sequence knows nothing of ids that came from elsewhere.
    protected override Task FilledAsync(string slug) => PostgresCluster.ExecuteAsync(
        Settings[Variable(slug)],
        "SELECT setval('parties_id_seq', (SELECT max(id) FROM parties)), setval('products_id_seq', (SELECT max(id) FROM products))");

    private static string Variable(string slug) => $"ADMINAPP_API_{slug.ToUpperInvariant()}";
}

[CollectionDefinition(Name)]
public sealed class PostgresApiServerCollection : ICollectionFixture<PostgresApiServer>
{
    public const string Name = "API on PostgreSQL";
}
