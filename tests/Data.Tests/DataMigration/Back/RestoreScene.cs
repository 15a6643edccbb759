using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Back;

/// <summary>A PostgreSQL database, the file copied from it, and an empty database to restore that into.</summary>
internal sealed class RestoreScene : IDisposable
{
    private readonly TestDirectory _directory = new();

    private RestoreScene(string source, string target) => (Source, Target) = (source, target);

    public string Source { get; }

    public string Target { get; }

    public string File => _directory.File("copy.db");

    public static async Task<RestoreScene> OfAsync(string source) => new(source, await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());

    /// <summary>A copied source that SQL made.</summary>
    public static async Task<RestoreScene> CopiedAsync(string sql)
    {
        var scene = await OfAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());
        await PostgresCluster.ExecuteAsync(scene.Source, sql);
        await scene.CopyAsync();
        return scene;
    }

    public Task CopyAsync(DataCopyMode mode = DataCopyMode.Translate) =>
        DataCopy.RunAsync(new DataCopyRequest { SourceConnectionString = Source, TargetFile = File, Mode = mode, Verify = false }, default);

    public Task<RestoreReport> RestoreAsync() => SourceRestore.RunAsync(new RestoreRequest(File, Target), null, default);

    /// <summary>What pg_dump says differently of both databases.</summary>
    public async Task<string> DifferenceAsync() => PostgresDump.Difference(await PostgresDump.TakeAsync(Source), await PostgresDump.TakeAsync(Target));

    /// <summary>The one line a refused restore says; fails if it left anything behind.</summary>
    public async Task<string> RefusalAsync()
    {
        var before = await PostgresDump.TakeAsync(Target);
        var error = await Assert.ThrowsAsync<DataMigrationException>(RestoreAsync);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("", PostgresDump.Difference(before, await PostgresDump.TakeAsync(Target)));
        return error.Message;
    }

    /// <summary>Runs SQL on the file, past its foreign keys and checks.</summary>
    public void Plant(string sql)
    {
        using var file = SqliteFile.Open(File, create: true);
        file.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;" + sql);
    }

    public static async Task<string?> AskAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT ({sql})::text", connection);
        return await command.ExecuteScalarAsync() as string;
    }

    public void Dispose() => _directory.Dispose();
}
