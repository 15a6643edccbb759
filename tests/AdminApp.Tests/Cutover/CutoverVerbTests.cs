using System.Text.Json;
using AdminApp.Tests.Cli;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Cutover;

public sealed class CutoverVerbTests
{
    [Fact]
    public async Task A_tenant_is_looked_at_cut_over_and_then_lives_in_its_file()
    {
        using var directory = new TestDirectory();
        var source = await OriginData.CreateDatabaseAsync(30);
        var added = await InProcessVerb.RunAsync(directory, "tenant", "add", "shop", "--connection", source);
        Assert.True(added.ExitCode == 0, added.Error);
        string[] cutover = ["data", "cutover", "--tenant", "shop", "--without-stream"];

        var looked = await InProcessVerb.RunAsync(directory, [.. cutover, "--dry-run"]);
        Assert.True(looked.ExitCode == 0, looked.Error);
        Assert.Contains("Nothing stands in the way", looked.Output, StringComparison.Ordinal);
        Assert.Contains("warning  backup", looked.Output, StringComparison.Ordinal);
        var unasked = await InProcessVerb.RunAsync(directory, cutover);
        Assert.Equal(1, unasked.ExitCode);
        Assert.Contains("--yes", unasked.Error, StringComparison.Ordinal);

        var moved = await InProcessVerb.RunAsync(directory, [.. cutover, "--yes", "--json", "--reason", "New home"]);
        Assert.True(moved.ExitCode == 0, moved.Error);
        var report = JsonDocument.Parse(moved.Output).RootElement;
        Assert.Equal((true, "copied", "New home"), (report.GetProperty("ok").GetBoolean(), report.GetProperty("way").GetString(), report.GetProperty("reason").GetString()));
        Assert.True(report.GetProperty("downtime_ms").GetDouble() > 0);
        Assert.Contains("Step: switch", moved.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresCluster.Password, moved.Output + moved.Error + looked.Output, StringComparison.Ordinal);
        Assert.Contains("cutover", (await InProcessVerb.RunAsync(directory, "data", "status")).Output, StringComparison.Ordinal);
        Assert.Contains("Sqlite", (await InProcessVerb.RunAsync(directory, "tenant", "list")).Output, StringComparison.Ordinal);

        var again = await InProcessVerb.RunAsync(directory, [.. cutover, "--dry-run", "--json"]);
        Assert.Equal(3, again.ExitCode);
        Assert.Contains("lives on SQLite", again.Output, StringComparison.Ordinal);
    }
}
