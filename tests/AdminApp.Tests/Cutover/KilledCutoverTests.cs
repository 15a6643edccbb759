using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Cutover;

public sealed class KilledCutoverTests
{
    private static readonly string[] Steps = ["freeze", "fence", "copy", "sequences", "verify", "change_log", "switch", "finish"];

    private static readonly string[] Killed = [.. TestExtent.Of(Steps, "copy", "switch")];

    [Fact]
    public async Task Killed_at_any_step_exactly_one_side_serves_after_the_start_and_nothing_acknowledged_is_lost()
    {
        await using var stage = await CutoverStage.CreateAsync(await OriginData.CreateDatabaseAsync(300));
        var acknowledged = new List<string>();
        var seen = new HashSet<string>();
        foreach (var step in Killed)
        {
            var writers = new CutoverWriters(stage.Source, stage.Api, perSecond: 50);
            await stage.StartAsync(streamed: false);
            var run = await KillAtAsync(stage, step);
            await stage.App.RestartAsync();
            var ended = await stage.EndedAsync();
            await writers.EndAsync();
            acknowledged.AddRange(writers.Done);

            seen.Add(run);
            Assert.Empty(writers.Unexpected);
            var faults = await stage.FaultsAsync(acknowledged);
            Assert.True(faults.Count == 0, $"Killed at {run}: {string.Join("; ", faults)}");
            var (provider, _) = await stage.RowAsync();
            Assert.Equal(provider == "Sqlite" ? "completed" : "failed", ended.GetProperty("state").GetString());
            if (provider == "Sqlite")
            {
                // What was written in the file since is of no interest to the next round.
                await stage.ResetAsync();
                acknowledged.Clear();
            }
        }
        Assert.True(seen.Count >= Killed.Length / 2, $"Only {string.Join(", ", seen)} were met.");
    }

    // The journal has a step before it begins.
    private static async Task<string> KillAtAsync(CutoverStage stage, string step)
    {
        var reached = "";
        await Eventually.TrueAsync(async () =>
        {
            var run = await stage.StateAsync();
            if (run.TryGetProperty("report", out var report) && report.GetProperty("steps") is { } steps && steps.GetArrayLength() > 0)
                reached = steps[steps.GetArrayLength() - 1].GetProperty("step").GetString()!;
            return run.GetProperty("state").GetString() != "running" || Array.IndexOf(Steps, reached) >= Array.IndexOf(Steps, step);
        }, $"the step {step}", TimeSpan.FromMinutes(1));
        await stage.App.KillAsync();
        return reached;
    }
}
