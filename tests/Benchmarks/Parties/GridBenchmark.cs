using System.Diagnostics;
using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Benchmarks.Parties;

/// <summary>The party list over the REST API, one caller, whole round trip: first page, a far page, selective and broad search.</summary>
public sealed class GridBenchmark : IBenchmark
{
    private const int Requests = 300;
    private const int WarmUp = 50;
    private const double MedianGoal = 20;
    private const double P99Goal = 200;

    private static readonly int[] Sizes = [5_000, 200_000];

    public string Name => "grid";

    public string Description => "GET /api/parties?limit=50 plain and with search, at 5,000 and 200,000 parties (ms, p50 and p99 of 300 requests)";

    public async Task RunAsync(BenchmarkOutput output)
    {
        foreach (var size in Sizes)
        {
            using var directory = new TestDirectory();
            output.Remark($"Making {size:N0} parties...");
            await PartyTenant.CreateAsync(directory.Path, size);
            await using var app = await AppProcess.StartAsync(new AppProcessOptions { DataDirectory = directory.Path });
            await FirstAdministrator.ClaimAsync(app);
            using var api = await FirstAdministrator.ApiAsync(app, PartyTenant.Slug);
            await MeasureAsync(output, api, $"grid.{size}.page", "/api/parties?limit=50", 50);
            await MeasureAsync(output, api, $"grid.{size}.far-page", await FarPageAsync(api), 50);
            await MeasureAsync(output, api, $"grid.{size}.search.selective", $"/api/parties?limit=50&search={Uri.EscapeDataString(PartyTenant.SelectiveTerm)}", 1);
            await MeasureAsync(output, api, $"grid.{size}.search.broad", $"/api/parties?limit=50&search={PartyTenant.BroadTerm}", 50);
        }
    }

    private static async Task MeasureAsync(BenchmarkOutput output, HttpClient api, string name, string path, int expectedRows)
    {
        var samples = new Samples();
        for (var request = 0; request < WarmUp + Requests; request++)
        {
            var start = Stopwatch.GetTimestamp();
            var body = await api.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            if (request >= WarmUp)
                samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            else if (request == 0)
                Check(path, body, expectedRows);
        }
        output.AtMost(name + ".p50", samples.Median, "ms", MedianGoal);
        output.AtMost(name + ".p99", samples.Percentile(99), "ms", P99Goal);
    }

    /// <summary>The address of the page after the first 3,000 parties, found by following the links.</summary>
    private static async Task<string> FarPageAsync(HttpClient api)
    {
        var next = "/api/parties?limit=1000";
        for (var page = 0; page < 3; page++)
        {
            using var answer = await api.GetAsync(new Uri(next, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            next = answer.Headers.GetValues("Link").Single().Split('<', '>')[1];
        }
        return next.Replace("limit=1000", "limit=50", StringComparison.Ordinal);
    }

    /// <summary>A fast answer to another question would prove nothing.</summary>
    private static void Check(string path, byte[] body, int expectedRows)
    {
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.GetArrayLength() != expectedRows)
            throw new InvalidOperationException($"{path} answered {json.RootElement.GetArrayLength()} parties, expected {expectedRows}.");
    }
}
