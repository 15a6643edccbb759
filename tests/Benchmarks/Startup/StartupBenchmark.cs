using System.Diagnostics;
using System.Net;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Benchmarks.Startup;

/// <summary>From process start to the first good answer, the newcomer's first start (demo data seeded) and an ordinary one.</summary>
public sealed class StartupBenchmark : IBenchmark
{
    private const int Runs = 5;
    private const double GoalSeconds = 3;

    public string Name => "startup";

    public string Description => "process start to the first 200 of /health and of /, on an empty and on an existing data directory (s, median of 5)";

    public async Task RunAsync(BenchmarkOutput output)
    {
        var (emptyHealth, emptyPage) = (new Samples(), new Samples());
        var (existingHealth, existingPage) = (new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            using var directory = new TestDirectory();
            await MeasureAsync(directory.Path, emptyHealth, emptyPage);
            await MeasureAsync(directory.Path, existingHealth, existingPage);
        }
        output.AtMost("startup.empty.health", emptyHealth.Median, "s", GoalSeconds);
        output.AtMost("startup.empty.page", emptyPage.Median, "s", GoalSeconds);
        output.AtMost("startup.existing.health", existingHealth.Median, "s", GoalSeconds);
        output.AtMost("startup.existing.page", existingPage.Median, "s", GoalSeconds);
    }

    private static async Task MeasureAsync(string directory, Samples health, Samples page)
    {
        var watch = Stopwatch.StartNew();
        await using var app = await AppProcess.StartAsync(new AppProcessOptions { Environment = "Development", DataDirectory = directory });
        await FirstGoodAnswerAsync(app, "/health");
        health.Add(watch.Elapsed.TotalSeconds);
        await FirstGoodAnswerAsync(app, "/");
        page.Add(watch.Elapsed.TotalSeconds);
        await app.StopAsync();
    }

    private static Task FirstGoodAnswerAsync(AppProcess app, string path) => Eventually.TrueAsync(
        async () =>
        {
            using var answer = await app.Client.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        },
        $"200 from {path}\n{app.Output}");
}
