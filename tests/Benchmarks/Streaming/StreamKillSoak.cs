using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Benchmarks.Streaming;

/// <summary>
/// Kills <c>data stream</c> at random moments, and crashes its source, while everything PostgreSQL offers is changed at random;
/// then every value must be equal, and a drop must leave nothing at the source.
/// </summary>
public sealed class StreamKillSoak : ISoak
{
    private const int DefaultRounds = 50;
    private const int Seed = 20_26;
    private const int CopiesKilled = 3;
    private const int CrashEvery = 5;
    private const int CompareEvery = 10;

    // SQLite has no name for their rows.
    private static readonly string[] Exclude = ["--exclude", "row_names", "no_columns"];

    public string Name => "stream-kill";

    public string Description => $"kill -9 of data stream and crashes of its source at random moments, {DefaultRounds} rounds: equal to the source, every transaction once, no slot left";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        using var directory = new TestDirectory();
        var cluster = await PostgresCluster.GetAsync();
        var source = await TortureData.CreateDatabaseAsync();
        await Chaos.InstallAsync(source);
        var (target, random) = (directory.File("soak.db"), new Random(Seed));
        var (crashes, faults, total) = (0, 0, rounds ?? DefaultRounds);
        var writer = new ChaosWriter(source);
        for (var round = 1; round <= total; round++)
        {
            var crash = round > CopiesKilled && round % CrashEvery == 0;
            var delay = TimeSpan.FromMilliseconds(random.Next(1_500));
            string? fault = null;
            try
            {
                await RoundAsync(source, target, round <= CopiesKilled, crash ? cluster : null, delay);
                crashes += crash ? 1 : 0;
                if (round % CompareEvery == 0 || round == total)
                {
                    await writer.EndAsync();
                    fault = await CompareAsync(directory.Path, source, target);
                    writer = round == total ? writer : new ChaosWriter(source);
                }
            }
            catch (Exception error) when (error is InvalidOperationException or TimeoutException)
            {
                fault = error.Message;
            }
            faults += fault is null ? 0 : 1;
            output.Remark($"Round {round} of {total}: {(round <= CopiesKilled ? "killed in its copy" : crash ? "source crashed, then killed" : "killed")} after {delay.TotalMilliseconds:0} ms{(fault is null ? "" : ": " + fault)}");
        }
        var dropped = await CliRun.RunAsync(directory.Path, "data", "stream", "--source", source, "--target", target, "--drop");
        output.Figure("stream-kill.crashes", crashes, "of the source");
        output.Figure("stream-kill.changes", writer.Steps, "steps of chaos since the last comparison");
        output.AtMost("stream-kill.faults", faults, "faults", 0);
        output.AtMost("stream-kill.left", dropped.ExitCode == 0 ? await LeftAsync(source) : -dropped.ExitCode, "slots and publications", 0);
    }

    private static async Task RoundAsync(string source, string target, bool inCopy, PostgresCluster? crash, TimeSpan delay)
    {
        using var stream = new StreamProcess(source, target, Exclude);
        if (inCopy)
            await stream.CopyingAsync();
        else
            await stream.StreamingAsync();
        await Task.Delay(delay);
        if (crash is not null)
        {
            await crash.CrashAsync();
            NpgsqlConnection.ClearAllPools();
            await Task.Delay(delay);
        }
        await stream.KillAsync();
        if (stream.Said.Contains("Start the stream anew", StringComparison.Ordinal))
            throw new InvalidOperationException(stream.Said);
    }

    private static async Task<string?> CompareAsync(string directory, string source, string target)
    {
        using var draining = new StreamProcess(source, target, [.. Exclude, "--drain"]);
        if (await draining.EndAsync() is not 0 and var code)
            return $"draining ended with {code}: {draining.Said}";
        var verified = await CliRun.RunAsync(directory, "data", "verify", "--source", source, "--target", target);
        return verified.ExitCode == 0 ? null : $"verification ended with {verified.ExitCode}: {verified.Output}{verified.Error}";
    }

    private static async Task<long> LeftAsync(string source)
    {
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT (SELECT count(*) FROM pg_replication_slots WHERE slot_name LIKE 'adminapp%') + (SELECT count(*) FROM pg_publication WHERE pubname LIKE 'adminapp%')", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
