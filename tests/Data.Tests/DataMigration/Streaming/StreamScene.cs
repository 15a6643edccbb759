using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Streaming;

/// <summary>A source, a place for its target, and the stream between them. Nothing of it is left at the source afterwards.</summary>
public sealed class StreamScene : IAsyncDisposable
{
    private readonly TestDirectory _directory = new();

    private StreamScene(string source) => Source = source;

    public string Source { get; }

    public string File => _directory.File("target.db");

    public DataStream Stream { get; private set; } = null!;

    internal StreamSettings Settings { get; set; } = new() { LookEvery = TimeSpan.FromMilliseconds(200), RetryFor = TimeSpan.FromSeconds(20) };

    public StreamTarget Target { get; set; } = null!;

    /// <summary>A source made by SQL, not streamed yet.</summary>
    public static async Task<StreamScene> OfAsync(string sql) => Of(await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync(sql));

    public static StreamScene Of(string source)
    {
        var scene = new StreamScene(source);
        scene.Target = new StreamTarget(source, scene.File);
        return scene;
    }

    /// <summary>A source made by SQL, copied and followed.</summary>
    public static async Task<StreamScene> StartedAsync(string sql)
    {
        var scene = await OfAsync(sql);
        await scene.StartAsync();
        return scene;
    }

    public async Task StartAsync(bool anew = false)
    {
        Stream = await DataStream.StartAsync(Target, Settings, "tests", anew, CancellationToken.None);
        await Stream.WaitUntilStreamingAsync(CancellationToken.None);
    }

    public Task ExecuteAsync(string sql) => PostgresCluster.ExecuteAsync(Source, sql);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Source);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Rows of the target as text.</summary>
    public IReadOnlyList<string?[]> Rows(string sql)
    {
        using var file = SqliteFile.OpenReadOnly(File);
        return file.Query(sql);
    }

    /// <summary>Waits until everything is in the target, and compares every value with the source.</summary>
    public async Task RequireEqualAsync()
    {
        await Stream.DrainAsync(CancellationToken.None);
        var report = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = Source, TargetFile = File }, CancellationToken.None);
        Assert.True(report.Ok, $"{report.Summary}: {string.Join("; ", report.Tables.SelectMany(table => table.Differences.Select(difference => table.Name + " " + difference.Describe())).Take(10))}");
    }

    /// <summary>What the stream ended with.</summary>
    public async Task<string> FaultAsync() => (await Assert.ThrowsAnyAsync<DataMigrationException>(() => Stream.Completion.WaitAsync(TimeSpan.FromSeconds(30)))).Message;

    public Task<long> SlotsAsync() => ScalarAsync<long>("SELECT (SELECT count(*) FROM pg_replication_slots WHERE database = current_database()) + (SELECT count(*) FROM pg_publication)");

    public async ValueTask DisposeAsync()
    {
        if (Stream is not null)
            await Stream.DisposeAsync();
        await ExecuteAsync("""
            SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE database = current_database() AND active_pid IS NOT NULL;
            SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database() AND NOT active
            """);
        _directory.Dispose();
    }
}
