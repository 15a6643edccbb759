using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using AdminApp.Benchmarks.Parties;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Benchmarks.Activations;

/// <summary>
/// Kills the server in the middle of a bulk deactivation, looks at the file it left, starts it again, and expects the batch
/// to be finished: the database whole, each record either changed with its audit row or not changed at all.
/// </summary>
public sealed class BulkKillSoak : ISoak
{
    private const int DefaultRounds = 20;
    private const int Parties = 30_000;

    private readonly Samples _restart = new();
    private int _midway;
    private int _faults;

    public string Name => "bulk-kill";

    public string Description => $"kill -9 of the server during a bulk deactivation of {Parties:N0} parties, {DefaultRounds} rounds: file whole, nothing half applied, batch finished after restart";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        using var directory = new TestDirectory();
        await PartyTenant.CreateAsync(directory.Path, Parties);
        await using var app = await AppProcess.StartAsync(new AppProcessOptions { DataDirectory = directory.Path });
        await FirstAdministrator.ClaimAsync(app);
        using var api = await FirstAdministrator.ApiAsync(app, PartyTenant.Slug);
        var total = rounds ?? DefaultRounds;
        for (var round = 1; round <= total; round++)
            await RoundAsync(output, app, api, round);

        output.AtLeast("bulk-kill.midway", _midway, $"of {total} rounds", Math.Ceiling(total / 2.0));
        output.AtMost("bulk-kill.faults", _faults, "faults", 0);
        output.Figure("bulk-kill.restart", _restart.Median, "s");
    }

    private async Task RoundAsync(BenchmarkOutput output, AppProcess app, HttpClient api, int round)
    {
        var batch = await StartAsync(api, "deactivate", $"Soak round {round}");
        await Eventually.TrueAsync(async () => (await ReadAsync(api, batch)).GetProperty("changed").GetInt32() > 0, "the first chunk");
        await app.KillAsync();

        var file = PartyTenant.PathIn(app.DataDirectory);
        var left = BatchState.Read(file, batch);
        _midway += left.Pending > 0 ? 1 : 0;
        Report(output, round, "after the kill", left.Faults);

        var watch = Stopwatch.StartNew();
        await app.RestartAsync();
        _restart.Add(watch.Elapsed.TotalSeconds);
        await FinishedAsync(api, batch);
        var finished = BatchState.Read(file, batch);
        Report(output, round, "after the restart", finished.Faults);
        if (finished.Pending > 0)
            Report(output, round, "after the restart", [$"{finished.Pending} records still pending"]);

        await FinishedAsync(api, await UndoAsync(api, batch));
    }

    private void Report(BenchmarkOutput output, int round, string when, IReadOnlyList<string> faults)
    {
        _faults += faults.Count;
        foreach (var fault in faults)
            output.Remark($"Round {round}, {when}: {fault}");
    }

    private static async Task<string> StartAsync(HttpClient api, string action, string reason)
    {
        using var answer = await api.PostAsJsonAsync(new Uri($"/api/parties/bulk/{action}", UriKind.Relative), new { filter = new { }, reason });
        return await IdAsync(answer);
    }

    private static async Task<string> UndoAsync(HttpClient api, string batch)
    {
        using var answer = await api.PostAsJsonAsync(new Uri($"/api/batches/{batch}/undo", UriKind.Relative), new { reason = "Next round" });
        return await IdAsync(answer);
    }

    private static async Task<string> IdAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} was answered with {(int)answer.StatusCode}: {body}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private static Task<JsonElement> ReadAsync(HttpClient api, string batch) =>
        api.GetFromJsonAsync<JsonElement>(new Uri($"/api/batches/{batch}", UriKind.Relative));

    private static Task FinishedAsync(HttpClient api, string batch) => Eventually.TrueAsync(
        async () => (await ReadAsync(api, batch)).GetProperty("state").GetString() == "completed", $"batch {batch} to be completed", TimeSpan.FromMinutes(2));
}
