using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Cutover;

/// <summary>
/// Cuts a tenant of 1.2 million rows over while somebody writes 50 times a second at its source and another works through the
/// API. How long nobody can write, with a stream and by a copy under the freeze.
/// </summary>
public sealed class CutoverBenchmark : IBenchmark
{
    private const int Parties = 80_000;
    private const int WritesPerSecond = 50;

    public string Name => "cutover";

    public string Description => $"downtime of a cutover of 1.2 million rows, {WritesPerSecond} writes a second at the source; with a stream, and by a copy under the freeze";

    public async Task RunAsync(BenchmarkOutput output)
    {
        output.Remark("Loading the source...");
        await using var stage = await CutoverStage.CreateAsync(await OriginData.CreateDatabaseAsync(Parties));
        output.Remark("Starting the stream...");
        await stage.StartStreamAsync();
        await RunAsync(output, stage, streamed: true, "cutover", goal: 5000);
        await stage.ResetAsync();
        await RunAsync(output, stage, streamed: false, "cutover.copied", goal: 60_000);
    }

    private static async Task RunAsync(BenchmarkOutput output, CutoverStage stage, bool streamed, string name, double goal)
    {
        var writers = new CutoverWriters(stage.Source, stage.Api, WritesPerSecond);
        await Eventually.TrueAsync(() => writers.Done.Count > WritesPerSecond, "writes before");
        await stage.StartAsync(streamed);
        var run = await stage.EndedAsync();
        await writers.EndAsync();
        if (run.GetProperty("state").GetString() != "completed")
            throw new InvalidOperationException(run.GetProperty("error").GetString());
        var report = run.GetProperty("report");
        foreach (var step in report.GetProperty("steps").EnumerateArray())
            output.Remark($"{name}: {step.GetProperty("step").GetString(),-11}{Seconds(step),9:N3} s");
        output.Figure($"{name}.rows", report.GetProperty("rows").GetInt64(), "rows");
        output.AtMost($"{name}.downtime", report.GetProperty("downtime_ms").GetDouble(), "ms", goal);
        var faults = await stage.FaultsAsync(writers.Done);
        foreach (var fault in faults.Concat(writers.Unexpected))
            output.Remark(fault);
        output.AtMost($"{name}.lost", faults.Count + writers.Unexpected.Count, "faults", 0);
    }

    private static double? Seconds(JsonElement step) => step.TryGetProperty("seconds", out var seconds) ? seconds.GetDouble() : null;
}
