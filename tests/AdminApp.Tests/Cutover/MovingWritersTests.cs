using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Cutover;

public sealed class MovingWritersTests
{
    [Fact]
    public async Task Whoever_writes_while_a_streamed_tenant_moves_loses_nothing_that_was_acknowledged_and_no_slot_is_left()
    {
        await using var stage = await CutoverStage.CreateAsync(await OriginData.CreateDatabaseAsync(300));
        await stage.StartStreamAsync();
        var writers = new CutoverWriters(stage.Source, stage.Api, perSecond: 50);
        await Eventually.TrueAsync(() => writers.Done.Count > 20, "some writes before");

        await stage.StartAsync(streamed: true);
        var run = await stage.EndedAsync();
        var done = writers.Done.Count(name => name.Contains("api", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => writers.Done.Count(name => name.Contains("api", StringComparison.Ordinal)) > done + 3, "some writes in the file");
        await writers.EndAsync();

        Assert.True(run.GetProperty("state").GetString() == "completed", run.GetRawText());
        Assert.True(run.GetProperty("rows").GetInt64() > 300, "The list of runs says how much was moved.");
        Assert.InRange(run.GetProperty("report").GetProperty("downtime_ms").GetDouble(), 1, 60_000);
        Assert.Empty(writers.Unexpected);
        Assert.True(writers.Refused > 0);
        Assert.Empty(await stage.FaultsAsync(writers.Done));
        Assert.Equal(0, await stage.SlotsAsync());
    }
}
