using System.Text.Json;
using AdminApp.Tests.Cli;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Fallback;

public sealed class FallbackVerbTests
{
    [Fact]
    public async Task A_tenant_is_looked_at_brought_back_moved_again_and_written_into_another_database()
    {
        using var directory = new TestDirectory();
        var source = await OriginData.CreateDatabaseAsync(30);
        await Run(0, "tenant", "add", "shop", "--connection", source);
        string[] cutover = ["data", "cutover", "--tenant", "shop", "--without-stream", "--yes"];
        string[] fallback = ["data", "fallback", "--tenant", "shop"];
        Assert.Contains("already", (await Run(1, [.. fallback, "--dry-run"])).Error, StringComparison.Ordinal);
        await Run(0, cutover);

        Assert.Contains("Nothing stands in the way", (await Run(0, [.. fallback, "--dry-run"])).Output, StringComparison.Ordinal);
        Assert.Contains("--yes", (await Run(1, fallback)).Error, StringComparison.Ordinal);
        await Run(1, [.. fallback, "--full"]);
        var back = await Run(0, [.. fallback, "--yes", "--json", "--reason", "Not yet"]);
        var report = JsonDocument.Parse(back.Output).RootElement;
        Assert.Equal((true, "Not yet"), (report.GetProperty("ok").GetBoolean(), report.GetProperty("reason").GetString()));
        Assert.True(report.GetProperty("downtime_ms").GetDouble() > 0);
        Assert.Contains("Step: switch", back.Error, StringComparison.Ordinal);
        Assert.Contains("fallback", (await Run(0, "data", "status")).Output, StringComparison.Ordinal);
        Assert.Contains("PostgreSql", (await Run(0, "tenant", "list")).Output, StringComparison.Ordinal);

        await Run(0, cutover);
        await PostgresCluster.ExecuteAsync(source, "ALTER TABLE parties DISABLE TRIGGER ALL; UPDATE parties SET notes = 'past the fence' WHERE id = 1");
        var conflict = await Run(3, [.. fallback, "--yes"]);
        Assert.Contains("conflict: parties 1: written at the source", conflict.Output, StringComparison.Ordinal);
        var empty = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        var full = await Run(0, [.. fallback, "--full", "--target", empty, "--yes"]);
        Assert.Contains("lives at t_", full.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresCluster.Password, back.Output + back.Error + full.Output + full.Error + conflict.Output, StringComparison.Ordinal);
        await Run(0, cutover);

        async Task<CliRun> Run(int expected, params string[] arguments)
        {
            var run = await InProcessVerb.RunAsync(directory, arguments);
            Assert.True(run.ExitCode == expected, $"{string.Join(' ', arguments.Take(2))} ended with {run.ExitCode}: {run.Error}{run.Output}");
            return run;
        }
    }
}
