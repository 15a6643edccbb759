using System.Net;
using System.Text;
using System.Text.Json;
using AdminApp.Data;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.People;
using AdminApp.Data.Sqlite;
using AdminApp.Tests.Api;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AdminApp.Tests.Cli;

public sealed class TenantAddVerbTests
{
    [Fact]
    public async Task An_adopted_database_is_served_and_its_password_is_nowhere_to_be_seen()
    {
        using var directory = new TestDirectory();
        var secret = "s3cret-" + Guid.NewGuid().ToString("N");
        var connection = await OwnedAsync(await OriginData.CreateDatabaseAsync(parties: 30), secret);
        var seen = new StringBuilder();

        var added = await Keep(seen, CliRun.RunAsync(directory.Path, "tenant", "add", "shop", "--connection", connection, "--name", "The shop", "--json"));
        Assert.True(added.ExitCode == 0, added.Error);
        var answer = JsonDocument.Parse(added.Output).RootElement;
        Assert.Equal(("shop", "postgre_sql", "encrypted in the registry"), (answer.GetProperty("slug").GetString(), answer.GetProperty("provider").GetString(), answer.GetProperty("connection").GetString()));
        Assert.Contains("tenant_id", added.Error, StringComparison.Ordinal);
        await Keep(seen, CliRun.RunAsync(directory.Path, "tenant", "list", "--json"));
        Assert.Contains(" applied", (await Keep(seen, CliRun.RunAsync(directory.Path, "schema", "status", "--tenant", "shop"))).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await Keep(seen, CliRun.RunAsync(directory.Path, "tenant", "add", "again", "--connection", connection))).ExitCode);
        Assert.NotEqual(0, (await Keep(seen, CliRun.RunAsync(directory.Path, "tenant", "add", "other", "--connection", connection + ";Nonsense"))).ExitCode);

        var token = await TokenAsync(directory.Path);
        var settings = new Dictionary<string, string> { ["Serilog__MinimumLevel__Default"] = "Debug", ["Serilog__MinimumLevel__Override__Microsoft"] = "Debug" };
        await using (var app = await AppProcess.StartAsync(new AppProcessOptions { DataDirectory = directory.Path, Settings = settings }))
        {
            app.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            var parties = await app.Client.GetAsync(new Uri("/api/parties?include_inactive=true", UriKind.Relative));
            Assert.Equal(30, (await parties.JsonAsync()).GetArrayLength());
            seen.Append(await parties.Content.ReadAsStringAsync());
            // The server is told a password that no longer works: what it says of that must not repeat it either.
            await PostgresCluster.ExecuteAsync((await PostgresCluster.GetAsync()).ConnectionString("postgres"), $"ALTER ROLE {new NpgsqlConnectionStringBuilder(connection).Username} PASSWORD 'another'");
            await DisconnectAsync(connection);
            var refused = await app.Client.GetAsync(new Uri("/api/parties", UriKind.Relative));
            var again = await app.Client.GetAsync(new Uri("/api/parties", UriKind.Relative));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "10"), (again.StatusCode, again.Headers.RetryAfter?.ToString()));
            seen.Append(await refused.Content.ReadAsStringAsync()).Append(await again.Content.ReadAsStringAsync()).Append(app.Output);
            Assert.Contains("cannot be reached", app.Output, StringComparison.Ordinal);
        }

        // The server was killed: its socket is still there, and no file.
        foreach (var file in Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != ".sock"))
            seen.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        Assert.DoesNotContain(secret, seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("shop", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_whose_keys_are_gone_is_given_again()
    {
        using var directory = new TestDirectory();
        var origin = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "tenant", "add", "shop", "--connection", origin)).ExitCode);
        foreach (var key in Directory.GetFiles(Path.Combine(directory.Path, "keys")))
            File.Delete(key);

        var lost = await InProcessVerb.RunAsync(directory, "schema", "status", "--tenant", "shop");
        Assert.Contains("tenant connect", lost.Output, StringComparison.Ordinal);

        const string variable = "TENANT_ADD_VERB_TESTS_CONNECTION";
        Environment.SetEnvironmentVariable(variable, origin);
        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "tenant", "connect", "shop", "--connection-env", variable)).ExitCode);
        Assert.Contains(" applied", (await InProcessVerb.RunAsync(directory, "schema", "status", "--tenant", "shop")).Output, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(variable, null);
        Assert.Contains($"{variable}, which is not set", (await InProcessVerb.RunAsync(directory, "schema", "status", "--tenant", "shop")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_tenant_answers_reads_and_tells_writers_when_to_try_again()
    {
        using var directory = new TestDirectory();
        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "tenant", "add", "shop", "--provider", "Sqlite")).ExitCode);
        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "tenant", "freeze", "shop")).ExitCode);
        var token = await TokenAsync(directory.Path);

        await using (var app = await AppProcess.StartAsync(new AppProcessOptions { DataDirectory = directory.Path }))
        {
            app.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/api/parties", UriKind.Relative))).StatusCode);
            using var refused = await app.Client.SendAsync(HttpMethod.Post, "/api/parties", """{"type":"customer","name":"x","billing_address_line1":"x","billing_city":"x","billing_state":"x"}""");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
            Assert.Contains("moving and read-only", (await refused.JsonAsync()).Detail(), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "tenant", "unfreeze", "shop")).ExitCode);
        Assert.Contains("Active", (await InProcessVerb.RunAsync(directory, "tenant", "list")).Output, StringComparison.Ordinal);
    }

    private static async Task<CliRun> Keep(StringBuilder seen, Task<CliRun> running)
    {
        var run = await running;
        seen.Append(run.Output).Append(run.Error);
        return run;
    }

    /// <summary>The same database by way of an owner of its own, with that password.</summary>
    private static async Task<string> OwnedAsync(string origin, string secret)
    {
        var builder = new NpgsqlConnectionStringBuilder(origin) { Username = "owner_" + Guid.NewGuid().ToString("N")[..8], Password = secret };
        await PostgresCluster.ExecuteAsync(origin, $"""
            CREATE ROLE {builder.Username} LOGIN PASSWORD '{secret}';
            GRANT CREATE ON SCHEMA public TO {builder.Username};
            DO $$ DECLARE t text; BEGIN FOR t IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
                EXECUTE format('ALTER TABLE %I OWNER TO {builder.Username}', t); END LOOP; END $$;
            """);
        return builder.ConnectionString;
    }

    private static async Task DisconnectAsync(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Username;
        await PostgresCluster.ExecuteAsync((await PostgresCluster.GetAsync()).ConnectionString("postgres"), $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{name}'");
    }

    private static async Task<string> TokenAsync(string dataDirectory)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddAdminAppData(dataDirectory, new SqliteSettings());
        collection.AddPeopleData();
        collection.AddSingleton<IPasswordHasher<AppUser>, PasswordHasher<AppUser>>();
        await using var services = collection.BuildServiceProvider();
        var id = await services.GetRequiredService<PeopleService>().CreateAsync(Actor.CommandLine, new NewPerson("administrator", null, Role.Administrator, []), CancellationToken.None);
        return await services.GetRequiredService<ApiTokens>().IssueAsync(id, "test", TimeSpan.FromHours(1), CancellationToken.None);
    }
}
