using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Parties;

/// <summary>
/// A million parties and three million invoices, the same on SQLite and on PostgreSQL, served by one application over its REST
/// API: lists, searches, toggles, and a bulk action of half of them while others work. Django admin on SQLite beside it.
/// </summary>
public sealed class PartiesBenchmark : IBenchmark
{
    private const string SizeVariable = "PARTIES";
    private const int DefaultParties = 1_000_000;
    private const int Requests = 300;
    private const int WarmUp = 50;
    private const int DeepPages = 200;
    private const double ListMedian = 4;
    private const double ListP99 = 20;
    private const double ToggleP99 = 15;
    private const double PreviewSeconds = 1.5;
    private const double ApplySeconds = 8;
    private const double MeanwhileP99 = 60;
    private const double ToDjango = 30;

    private static readonly (string Tenant, string Provider)[] Tenants = [("here", "sqlite"), ("there", "postgres")];

    public string Name => "parties";

    public string Description => $"lists, searches, toggles and a bulk action over the REST API at {DefaultParties:N0} parties ({SizeVariable}): SQLite, PostgreSQL, Django admin";

    public async Task RunAsync(BenchmarkOutput output)
    {
        var parties = int.TryParse(Environment.GetEnvironmentVariable(SizeVariable), CultureInfo.InvariantCulture, out var wanted) ? wanted : DefaultParties;
        using var directory = new TestDirectory();
        output.Remark($"Making {parties:N0} parties...");
        var source = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        var fill = await File.ReadAllTextAsync(Repository.Path("tests", "Benchmarks", "sources", "parties.sql"));
        foreach (var statement in fill.Replace(":parties", parties.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            await PostgresCluster.ExecuteAsync(source, statement);
        await DoAsync(directory.Path, "data", "copy", "--source", source, "--tenant", "here");
        await DoAsync(directory.Path, "tenant", "add", "there", "--connection", source);
        await PostgresCluster.ExecuteAsync(source, "VACUUM ANALYZE");
        var django = await DjangoAdmin.MeasureAsync(directory.Path, parties);
        if (django is null)
            output.Remark("Django is not installed and could not be; left out.");
        await using var app = await AppProcess.StartAsync(new AppProcessOptions { DataDirectory = directory.Path, ReadyTimeout = TimeSpan.FromMinutes(5) });
        await FirstAdministrator.ClaimAsync(app);
        var figures = new Dictionary<(string Provider, string Figure), double>();
        foreach (var (tenant, provider) in Tenants)
        {
            using var api = await FirstAdministrator.ApiAsync(app, tenant);
            foreach (var (figure, path) in await ListsAsync(api))
            {
                var samples = await TimedAsync(() => api.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
                output.AtMost($"parties.{provider}.{figure}.p50", samples.Median, "ms", ListMedian);
                output.AtMost($"parties.{provider}.{figure}.p99", samples.Percentile(99), "ms", ListP99);
                figures[(provider, figure)] = samples.Median;
                if (provider == "sqlite" && django?.GetValueOrDefault(figure) is { } theirs and > 0)
                    output.AtLeast($"parties.django.{figure}.to-sqlite", theirs / samples.Median, "x", ToDjango);
            }
            var id = 0;
            var toggles = await TimedAsync(() => ToggleAsync(api, ++id));
            output.AtMost($"parties.{provider}.toggle.p99", toggles.Percentile(99), "ms", ToggleP99);
            figures[(provider, "toggle")] = toggles.Median;
            await BulkAsync(output, api, provider, figures);
        }
        foreach (var figure in figures.Keys.Where(key => key.Provider == "sqlite").Select(key => key.Figure))
            output.AtLeast($"parties.postgres.{figure}.to-sqlite", figures[("postgres", figure)] / figures[("sqlite", figure)], "x", 1);
    }

    private static async Task<IReadOnlyList<(string Figure, string Path)>> ListsAsync(HttpClient api) =>
    [
        ("list", "/api/parties?limit=50"),
        ("deep-page", await DeepAsync(api)),
        ("search", "/api/parties?limit=50&search=p77777%40"),
        ("search-broad", "/api/parties?limit=50&search=ltd"),
    ];

    private static async Task<string> DeepAsync(HttpClient api)
    {
        var next = "/api/parties?limit=1000";
        for (var page = 0; page < DeepPages; page++)
        {
            using var answer = await api.GetAsync(new Uri(next, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            if (!answer.Headers.TryGetValues("Link", out var links))
                break;
            next = links.Single().Split('<', '>')[1];
        }
        return next.Replace("limit=1000", "limit=50", StringComparison.Ordinal);
    }

    private static async Task BulkAsync(BenchmarkOutput output, HttpClient api, string provider, Dictionary<(string, string), double> figures)
    {
        var bulk = new Uri("/api/parties/bulk/deactivate", UriKind.Relative);
        var clock = Stopwatch.StartNew();
        using (var preview = await api.PostAsJsonAsync(bulk, new { filter = new { type = "customer" }, dry_run = true }))
        {
            preview.EnsureSuccessStatusCode();
            output.Remark($"{provider}: {(await preview.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("will_change")} would change.");
        }
        output.AtMost($"parties.{provider}.preview", figures[(provider, "preview")] = clock.Elapsed.TotalSeconds, "s", PreviewSeconds);
        clock.Restart();
        using var asked = await api.PostAsJsonAsync(bulk, new { filter = new { type = "customer" }, reason = "benchmark" });
        asked.EnsureSuccessStatusCode();
        var batch = asked.Headers.Location ?? throw new InvalidOperationException(await asked.Content.ReadAsStringAsync());
        var (lists, toggles, id) = (new Samples(), new Samples(), 1);
        JsonElement state;
        do
        {
            lists.Add((await TimedAsync(() => api.GetByteArrayAsync(new Uri("/api/parties?limit=50", UriKind.Relative)), 1, 0)).Median);
            // Vendors: the bulk action leaves them alone.
            toggles.Add((await TimedAsync(() => ToggleAsync(api, id += 2), 1, 0)).Median);
            state = await api.GetFromJsonAsync<JsonElement>(batch);
        }
        while (state.GetProperty("state").GetString() is "queued" or "running");
        output.AtMost($"parties.{provider}.apply", figures[(provider, "apply")] = clock.Elapsed.TotalSeconds, "s", ApplySeconds);
        output.Figure($"parties.{provider}.applied", state.GetProperty("changed").GetInt64(), "parties");
        output.AtMost($"parties.{provider}.apply.list.p99", lists.Percentile(99), "ms", MeanwhileP99);
        output.AtMost($"parties.{provider}.apply.toggle.p99", toggles.Percentile(99), "ms", MeanwhileP99);
    }

    private static async Task<byte[]> ToggleAsync(HttpClient api, int id)
    {
        using var answer = await api.PatchAsync(new Uri($"/api/parties/{id}/toggle", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<Samples> TimedAsync(Func<Task<byte[]>> request, int requests = Requests, int warmUp = WarmUp)
    {
        var samples = new Samples();
        for (var number = 0; number < warmUp + requests; number++)
        {
            var start = Stopwatch.GetTimestamp();
            await request();
            if (number >= warmUp)
                samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return samples;
    }

    private static async Task DoAsync(string directory, params string[] verb)
    {
        var run = await CliRun.RunAsync(directory, verb);
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{verb[0]} {verb[1]}: {run.Error}");
    }
}
