using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Moving;

/// <summary>
/// Kills the server at random moments of a fallback, starts it again, and expects exactly one side to serve, with everything that
/// was acknowledged, and both sides equal wherever the fallback was carried out.
/// </summary>
public sealed class FallbackKillSoak : ISoak
{
    private const int DefaultRounds = 50;
    private const int Parties = 1_000;
    private const int Seed = 20_26;

    public string Name => "fallback-kill";

    public string Description => $"kill -9 of the server at random moments of a fallback, {DefaultRounds} rounds: one side serves, nothing lost, both sides equal";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        using var directory = new TestDirectory();
        await using var stage = await CutoverStage.CreateAsync(await OriginData.CreateDatabaseAsync(Parties));
        var random = new Random(Seed);
        var (faulty, here, there, total, span) = (0, 0, 0, rounds ?? DefaultRounds, 2.0);
        for (var round = 1; round <= total; round++)
        {
            var delay = TimeSpan.FromSeconds(random.NextDouble() * span);
            var (provider, faults) = await FallbackRound.RunAsync(stage, directory.Path, random, delay);
            here += provider == "Sqlite" ? 1 : 0;
            there += provider == "PostgreSql" ? 1 : 0;
            faulty += faults.Count;
            output.Remark(string.Create(CultureInfo.InvariantCulture, $"Round {round} of {total}: killed after {delay.TotalMilliseconds:N0} ms, {provider} serves, {(faults.Count == 0 ? "sound" : string.Join("; ", faults))}"));
            // Moments are drawn over what a whole one takes here.
            var newest = await stage.Api.GetFromJsonAsync<JsonElement>(new Uri($"/api/data-migrations/fallback/{CutoverStage.Slug}", UriKind.Relative));
            if (provider == "Sqlite" && newest.GetProperty("seconds").GetDouble() is > 0 and var seconds)
                span = seconds * 1.2;
        }
        output.AtLeast("fallback-kill.before-commit", here, $"of {total} rounds", Math.Floor(total * 0.2));
        output.AtLeast("fallback-kill.after-commit", there, $"of {total} rounds", 1);
        output.AtMost("fallback-kill.faults", faulty, "faults", 0);
    }
}
