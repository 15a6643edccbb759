using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Moving;

/// <summary>A tenant that was cut over from PostgreSQL and lives in its file.</summary>
internal sealed class FallbackScene(CutoverScene moved) : IAsyncDisposable
{
    public CutoverScene Moved { get; } = moved;

    public TestInstallation App => Moved.App;

    public TenantFallback Fallback => App.Service<TenantFallback>();

    public static async Task<FallbackScene> CreateAsync(int parties = 30, bool cutOver = true)
    {
        var scene = new FallbackScene(await CutoverScene.CreateAsync(parties));
        if (cutOver)
            await scene.Moved.RunAsync();
        return scene;
    }

    public Task<FallbackReport> RunAsync(Action<FallbackStep>? onStep = null, CancellationToken cancellationToken = default) =>
        Fallback.RunAsync(Actor.CommandLine, new FallbackRequest(CutoverScene.Slug) { OnStep = onStep }, null, cancellationToken);

    public Task<FallbackReport> PreviewAsync() => Fallback.PreviewAsync(Actor.CommandLine, new FallbackRequest(CutoverScene.Slug), null, default);

    /// <summary>The source's tables belong to an ordinary user from now on, and the tenant's connection is that user's.</summary>
    public async Task BecomeOwnerAsync()
    {
        var role = "owner_" + Guid.NewGuid().ToString("N")[..8];
        await Moved.WriteAtSourceAsync($"""
            CREATE ROLE {role} LOGIN PASSWORD '{PostgresCluster.Password}';
            ALTER SCHEMA public OWNER TO {role};
            DO $do$ DECLARE item record; BEGIN
                FOR item IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') LOOP
                    EXECUTE format('ALTER TABLE %s OWNER TO {role}', item.name);
                END LOOP;
                FOR item IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace LOOP
                    EXECUTE format('ALTER FUNCTION %s OWNER TO {role}', item.name);
                END LOOP;
            END $do$;
            """);
        var variable = "ADMINAPP_TEST_" + role;
        Environment.SetEnvironmentVariable(variable, new NpgsqlConnectionStringBuilder(App.Connection) { Username = role }.ConnectionString);
        await App.Service<TenantRegistry>().SetConnectionAsync(Actor.CommandLine, CutoverScene.Slug, App.Service<TenantConnections>().KeepVariable(variable), default);
    }

    /// <summary>As the next start of the application finds it.</summary>
    public Task<bool> RecoverAsync()
    {
        App.Service<TenantRegistry>().Forget();
        return App.Service<FallbackRecovery>().RecoverAsync(default);
    }

    public Task WriteAsync(int count, int seed = 1) => new RandomWrites(App, seed).RunAsync(count);

    /// <summary>Statements in the tenant's file, past the services.</summary>
    public void Execute(string sql)
    {
        using var file = App.Service<SqlitePolicy>().Open(SqliteConnectionStrings.Writer(Moved.File));
        file.Execute(sql);
    }

    public object? Ask(string sql)
    {
        using var file = new SqliteConnection(SqliteConnectionStrings.ReadOnce(Moved.File));
        file.Open();
        return file.Scalar(sql);
    }

    /// <summary>Both sides hold the same, table by table, as the verification sees it.</summary>
    public async Task RequireEqualAsync()
    {
        var report = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = App.Connection, TargetFile = Moved.File }, default);
        Assert.Empty(report.Tables.Where(table => !table.Ok).Select(table => $"{table.Name}: {string.Join("; ", table.Differences.Take(3).Select(difference => difference.Describe()))}"));
        // The source's have moved on with the numbers given out here; here a row may have got a number past its sequence.
        Assert.Empty(report.Checks.Where(check => !check.Ok && !check.Name.EndsWith("sequences", StringComparison.Ordinal)).Select(check => $"{check.Name}: {check.Detail}"));
    }

    public ValueTask DisposeAsync() => Moved.DisposeAsync();
}
