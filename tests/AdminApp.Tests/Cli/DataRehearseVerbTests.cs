using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Tests.Cli;

public sealed class DataRehearseVerbTests
{
    [Fact]
    public async Task A_rehearsal_goes_all_the_way_and_back_and_leaves_nothing_behind()
    {
        using var directory = new TestDirectory();
        var cluster = await PostgresCluster.GetAsync();
        var source = await TortureData.CreateDatabaseAsync();

        var run = await CliRun.RunAsync(directory.Path, "data", "rehearse", "--source", source, "--scratch", cluster.ConnectionString("postgres"), "--directory", directory.Path, "--json");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        using var report = JsonDocument.Parse(run.Output);
        var copied = report.RootElement.GetProperty("copy").GetProperty("rows").GetInt64();
        Assert.True(copied > 0);
        Assert.Equal(copied, report.RootElement.GetProperty("back").GetProperty("rows").GetInt64());
        Assert.True(report.RootElement.GetProperty("back_verification").GetProperty("ok").GetBoolean());
        Assert.True(report.RootElement.GetProperty("predicted_downtime_seconds").GetDouble() >= 1);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
        Assert.Equal(0, await ScratchDatabasesAsync(cluster));
    }

    [Fact]
    public async Task What_blocks_ends_a_rehearsal_before_anything_is_copied()
    {
        using var directory = new TestDirectory();
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("CREATE TABLE items (id integer PRIMARY KEY, price double precision NOT NULL); INSERT INTO items VALUES (1, 'NaN')");

        var run = await CliRun.RunAsync(directory.Path, "data", "rehearse", "--source", source);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("1 findings block", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Copy:", run.Output, StringComparison.Ordinal);
    }

    private static async Task<long> ScratchDatabasesAsync(PostgresCluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname LIKE 'rehearsal\\_%'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
