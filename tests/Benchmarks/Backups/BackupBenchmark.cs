using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using AdminApp.Benchmarks.Parties;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Benchmarks.Backups;

/// <summary>
/// Backs up, tests and restores a large tenant while people write to it, and measures how long their writes take: from the
/// moment each was due to its success, refusals and their repetition included.
/// </summary>
public sealed class BackupBenchmark : IBenchmark
{
    private const string SizeVariable = "BACKUP_MB";
    private const int DefaultMegabytes = 1000;
    private const int BytesPerParty = 920;
    private static readonly TimeSpan Baseline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => "backup";

    public string Description => $"backup, restore test and restore of a tenant of about {DefaultMegabytes} MB ({SizeVariable}) with 20 writes/s: time taken, and delay of the writes";

    public async Task RunAsync(BenchmarkOutput output)
    {
        var megabytes = int.TryParse(Environment.GetEnvironmentVariable(SizeVariable), out var wanted) ? wanted : DefaultMegabytes;
        using var directory = new TestDirectory();
        var parties = megabytes * (1_000_000 / BytesPerParty);
        await PartyTenant.CreateAsync(directory.Path, parties);
        output.Figure("backup.size", new FileInfo(PartyTenant.PathIn(directory.Path)).Length / 1e6, "MB");
        await using var app = await AppProcess.StartAsync(new AppProcessOptions { DataDirectory = directory.Path });
        await FirstAdministrator.ClaimAsync(app);
        using var api = await FirstAdministrator.ApiAsync(app, PartyTenant.Slug);

        await MeasureAsync(output, app, parties, "idle", () => Task.Delay(Baseline));
        var file = "";
        await MeasureAsync(output, app, parties, "create", async () =>
            file = (await WorkAsync(api, "/api/backups", new { database = PartyTenant.Slug })).GetProperty("result").GetProperty("file").GetString()!);
        await MeasureAsync(output, app, parties, "preview", () => WorkAsync(api, $"/api/backups/{file}/preview"));
        await MeasureAsync(output, app, parties, "test", () => WorkAsync(api, $"/api/backups/{file}/test"));
        await MeasureAsync(output, app, parties, "restore", () => WorkAsync(api, $"/api/backups/{file}/restore", new { confirm = PartyTenant.Slug, reason = "benchmark" }));
    }

    private static async Task MeasureAsync(BenchmarkOutput output, AppProcess app, int parties, string what, Func<Task> work)
    {
        using var api = await FirstAdministrator.ApiAsync(app, PartyTenant.Slug);
        var writer = new SteadyWriter(api, parties);
        var watch = Stopwatch.StartNew();
        await work();
        output.Figure($"backup.{what}", watch.Elapsed.TotalSeconds, "s");
        var (delays, refused) = await writer.EndAsync();
        output.Figure($"backup.{what}.write-delay.median", delays.Median, "ms");
        output.Figure($"backup.{what}.write-delay.p99", delays.Percentile(99), "ms");
        output.Figure($"backup.{what}.write-delay.max", delays.Percentile(100), "ms");
        output.Figure($"backup.{what}.refused", refused, "writes, repeated");
    }

    private static async Task<JsonElement> WorkAsync(HttpClient api, string path, object? body = null)
    {
        using var answer = await api.PostAsJsonAsync(new Uri(path, UriKind.Relative), body ?? new { });
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        JsonElement work = default;
        await Eventually.TrueAsync(async () =>
        {
            work = await api.GetFromJsonAsync<JsonElement>(answer.Headers.Location);
            return work.GetProperty("state").GetString() is "done" or "failed";
        }, path, Patience);
        return work.GetProperty("state").GetString() == "done" ? work : throw new InvalidOperationException(work.GetRawText());
    }
}
