using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Cutover;

/// <summary>
/// Kills the server at random moments of a stream and its cutover, while two people write, and starts it again: exactly one side
/// serves and is writable, and has everything that was acknowledged.
/// </summary>
public sealed class CutoverKillSoak : ISoak
{
    private const int DefaultRounds = 50;
    private const int Parties = 1000;
    private const int Seed = 20_26;

    private static readonly string[] Late = ["verify", "change_log", "switch", "finish"];

    public string Name => "cutover-kill";

    public string Description => $"kill -9 of the server at random moments of stream and cutover, {DefaultRounds} rounds: one side serves, nothing acknowledged is lost";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        await using var stage = await CutoverStage.CreateAsync(await OriginData.CreateDatabaseAsync(Parties));
        var random = new Random(Seed);
        var (acknowledged, typical) = (new List<string>(), TimeSpan.FromSeconds(4));
        var (midway, forward, faults, total) = (0, 0, 0, rounds ?? DefaultRounds);
        for (var round = 1; round <= total; round++)
        {
            await stage.StartStreamAsync();
            var writers = new CutoverWriters(stage.Source, stage.Api, perSecond: 50);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            await stage.StartAsync(streamed: true);
            // The steps around the switch are over in milliseconds: every other round waits for them.
            if (round % 2 == 0)
                await LateAsync(stage, TimeSpan.FromMilliseconds(random.Next(300)));
            else
                await stage.EndedAsync(atMost: typical * random.NextDouble() * 1.1);
            var step = await stage.StepAsync();
            var ended = await stage.HasEndedAsync();
            if (ended)
                typical = watch.Elapsed;
            await stage.App.RestartAsync();
            await stage.EndedAsync();
            await writers.EndAsync();
            acknowledged.AddRange(writers.Done);

            var found = (await stage.FaultsAsync(acknowledged)).Concat(writers.Unexpected).ToArray();
            var (provider, _) = await stage.RowAsync();
            (midway, forward, faults) = (midway + (ended ? 0 : 1), forward + (provider == "Sqlite" ? 1 : 0), faults + found.Length);
            output.Remark($"Round {round} of {total}: killed {(ended ? "after its end" : $"in {step}")}, {provider} serves, {writers.Done.Count} writes acknowledged, {(found.Length == 0 ? "whole" : string.Join("; ", found))}");
            if (provider != "Sqlite")
                continue;
            await stage.ResetAsync();
            acknowledged.Clear();
        }
        output.AtLeast("cutover-kill.midway", midway, $"of {total} rounds", Math.Ceiling(total * 0.5));
        output.Figure("cutover-kill.forward", forward, $"of {total} rounds");
        output.AtMost("cutover-kill.faults", faults, "faults", 0);
    }

    private static async Task LateAsync(CutoverStage stage, TimeSpan later)
    {
        var ended = false;
        await Eventually.TrueAsync(async () => Array.IndexOf(Late, await stage.StepAsync()) >= 0 || (ended = await stage.HasEndedAsync()), "the last steps", TimeSpan.FromMinutes(2));
        if (!ended)
            await Task.Delay(later);
    }
}
