using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.Schema.Sqlite;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.DataMigration;

/// <summary>An origin database with rows, and a directory to copy it into.</summary>
public sealed class CopyScene : IDisposable
{
    private readonly TestDirectory _directory = new();

    private CopyScene(string source) => Source = source;

    public string Source { get; }

    public string Target => _directory.File("tenant.db");

    public string Directory => _directory.Path;

    /// <summary>A source with all 39 tables filled, edge values included.</summary>
    public static async Task<CopyScene> FilledAsync(int parties = 40) => new(await OriginData.CreateDatabaseAsync(parties));

    /// <summary>A source with the 39 tables and no rows.</summary>
    public static async Task<CopyScene> EmptyAsync() => new(await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync());

    /// <summary>Runs SQL on the source, past its foreign keys.</summary>
    public async Task PlantAsync(string sql)
    {
        await PostgresCluster.ExecuteAsync(Source, $"SET session_replication_role = replica; {sql}; SET session_replication_role = default");
    }

    public Task<DataCopyReport> CopyAsync(bool replace = false, bool allowUnmapped = false, CancellationToken cancellationToken = default) =>
        DataCopy.RunAsync(Request(replace, allowUnmapped), cancellationToken);

    internal DataCopyRequest Request(bool replace = false, bool allowUnmapped = false) => new()
    {
        SourceConnectionString = Source,
        TargetFile = Target,
        Replace = replace,
        AllowUnmapped = allowUnmapped,
        Retries = new RetryWaits([.. Enumerable.Repeat(TimeSpan.FromMilliseconds(100), 5)]),
    };

    /// <summary>The one line a refused copy says; fails if it left anything behind.</summary>
    public async Task<string> RefusalAsync(bool allowUnmapped = false)
    {
        var error = await Assert.ThrowsAsync<DataMigrationException>(() => CopyAsync(allowUnmapped: allowUnmapped));
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(System.IO.Directory.GetFiles(Directory));
        return error.Message;
    }

    public SqliteConnection OpenTarget()
    {
        var connection = new SqliteConnection($"Data Source={Target};Mode=ReadWrite;Pooling=False");
        connection.Open();
        return connection;
    }

    public SqliteTenantContext TargetContext() =>
        new(new DbContextOptionsBuilder<SqliteTenantContext>().UseSqlite($"Data Source={Target};Pooling=False").Options);

    public T Scalar<T>(string sql)
    {
        using var connection = OpenTarget();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    public void Dispose() => _directory.Dispose();
}
