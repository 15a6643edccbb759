using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Streaming;

public sealed class StreamVerbTests
{
    [Fact]
    public async Task A_file_is_streamed_its_slot_listed_and_dropped()
    {
        using var directory = new TestDirectory();
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("CREATE TABLE t (id serial PRIMARY KEY, v numeric); INSERT INTO t (v) SELECT g FROM generate_series(1, 100) g");
        var target = directory.File("shop.db");
        string[] stream = ["data", "stream", "--source", source, "--target", target];

        var first = await CliRun.RunAsync(directory.Path, [.. stream, "--drain"]);
        Assert.True(first.ExitCode == 0, first.Error);
        await PostgresCluster.ExecuteAsync(source, "UPDATE t SET v = v + 0.50; INSERT INTO t (v) VALUES (1.10)");
        var second = await CliRun.RunAsync(directory.Path, [.. stream, "--drain"]);
        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Contains("101 rows in", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.RunAsync(directory.Path, "data", "verify", "--source", source, "--target", target)).ExitCode);

        var slot = Assert.Single((await SlotsAsync(directory.Path, source)).EnumerateArray());
        Assert.Equal((target, "stopped", false), (slot.GetProperty("file").GetString(), slot.GetProperty("state").GetString(), slot.GetProperty("orphan").GetBoolean()));
        Assert.Equal(0, (await CliRun.RunAsync(directory.Path, "data", "status", "--source", source, "--remove-orphans")).ExitCode);
        Assert.Equal(1, (await SlotsAsync(directory.Path, source)).GetArrayLength());

        Assert.Equal(0, (await CliRun.RunAsync(directory.Path, [.. stream, "--drop"])).ExitCode);
        Assert.Equal(0, (await SlotsAsync(directory.Path, source)).GetArrayLength());
    }

    [Fact]
    public async Task A_slot_that_nobody_owns_is_named_and_removed()
    {
        using var directory = new TestDirectory();
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("CREATE TABLE t (id serial PRIMARY KEY)");
        var target = directory.File("gone.db");
        Assert.Equal(0, (await CliRun.RunAsync(directory.Path, "data", "stream", "--source", source, "--target", target, "--drain")).ExitCode);
        foreach (var file in Directory.GetFiles(directory.Path, "gone.db*"))
            File.Delete(file);

        var removed = await CliRun.RunAsync(directory.Path, "data", "status", "--source", source, "--remove-orphans");

        Assert.Contains("orphan", removed.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await SlotsAsync(directory.Path, source)).GetArrayLength());
    }

    [Fact]
    public async Task A_table_that_cannot_be_streamed_ends_the_verb_with_its_name()
    {
        using var directory = new TestDirectory();
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("CREATE TABLE keyless (v text)");

        var refused = await CliRun.RunAsync(directory.Path, "data", "stream", "--source", source, "--target", directory.File("x.db"));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("keyless has no primary key", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> SlotsAsync(string directory, string source)
    {
        var listed = await CliRun.RunAsync(directory, "data", "status", "--source", source, "--json");
        return listed.ExitCode == 0 ? JsonDocument.Parse(listed.Output).RootElement : throw new InvalidOperationException(listed.Error);
    }
}
