using System.Globalization;
using AdminApp.Benchmarks.Streaming;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Benchmarks.Cutover;

/// <summary>
/// Takes the network between the server and the source down at random moments of a cutover, while two people write: it is
/// carried through or taken back by itself, exactly one side serves and is writable, and has everything that was acknowledged.
/// </summary>
public sealed class CutoverNetworkSoak : ISoak
{
    private const int DefaultRounds = 20;
    private const int Parties = 1000;
    private const int Seed = 20_26;
    private static readonly TimeSpan LongestCut = TimeSpan.FromSeconds(20);

    public string Name => "cutover-network";

    public string Description => $"link between server and source down at random moments of a cutover, {DefaultRounds} rounds of up to {LongestCut.TotalSeconds:0} s: one side serves, nothing acknowledged is lost";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        var source = await OriginData.CreateDatabaseAsync(Parties);
        using var network = new CutNetwork(new NpgsqlConnectionStringBuilder(source).Port);
        var far = new NpgsqlConnectionStringBuilder(source) { Host = network.Server.Address.ToString(), Port = network.Server.Port }.ConnectionString;
        await using var stage = await CutoverStage.CreateAsync(source, far, new AppProcessOptions { Network = (network.Name, network.Address), Settings = new Dictionary<string, string> { ["AllowedHosts"] = "*" } });
        var random = new Random(Seed);
        var (acknowledged, typical) = (new List<string>(), TimeSpan.FromSeconds(2));
        var (midway, forward, faults, total) = (0, 0, 0, rounds ?? DefaultRounds);
        for (var round = 1; round <= total; round++)
        {
            await stage.StartStreamAsync();
            var writers = new CutoverWriters(source, stage.Api, perSecond: 50);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            await stage.StartAsync(streamed: true);
            await stage.EndedAsync(atMost: typical * random.NextDouble());
            var (step, over) = (await stage.StepAsync(), await stage.HasEndedAsync());
            if (over)
                typical = watch.Elapsed;
            var cut = LongestCut * random.NextDouble();
            await network.CutAsync(cut);
            var ended = await stage.EndedAsync();
            await writers.EndAsync();
            acknowledged.AddRange(writers.Done);

            var found = (await stage.FaultsAsync(acknowledged)).Concat(writers.Unexpected).ToArray();
            var (provider, _) = await stage.RowAsync();
            (midway, forward, faults) = (midway + (over ? 0 : 1), forward + (provider == "Sqlite" ? 1 : 0), faults + found.Length);
            output.Remark(string.Create(CultureInfo.InvariantCulture, $"Round {round} of {total}: {cut.TotalSeconds:0.0} s without a network {(over ? "after its end" : $"from {step} on")}, {ended.GetProperty("state")}, {provider} serves, {writers.Done.Count} writes acknowledged, {(found.Length == 0 ? "whole" : string.Join("; ", found))}"));
            if (provider != "Sqlite")
                continue;
            await stage.ResetAsync();
            acknowledged.Clear();
        }
        output.AtLeast("cutover-network.midway", midway, $"of {total} rounds", Math.Ceiling(total * 0.5));
        output.Figure("cutover-network.forward", forward, $"of {total} rounds");
        output.AtMost("cutover-network.faults", faults, "faults", 0);
    }
}
