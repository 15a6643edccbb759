using System.Globalization;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Benchmarks.Streaming;

/// <summary>
/// Takes the network between a stream and its source down for a while, again and again, while everything PostgreSQL offers is
/// changed at random: the stream waits, finds its source again by itself, and every value is equal.
/// </summary>
public sealed class NetworkCutSoak : ISoak
{
    private const int DefaultRounds = 10;
    private const int Seed = 20_26;

    // Longer than the server's patience with a receiver that does not answer: it ends the session, and another one takes the slot.
    private static readonly TimeSpan LongCut = TimeSpan.FromSeconds(75);
    private const int LongEvery = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(4);

    private static readonly string[] Exclude = ["--exclude", "row_names", "no_columns"];

    public string Name => "network-cut";

    public string Description => $"link down between data stream and its source, {DefaultRounds} rounds of up to {LongCut.TotalSeconds:0} s: it goes on by itself, equal to the source";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        using var directory = new TestDirectory();
        var source = await TortureData.CreateDatabaseAsync();
        await Chaos.InstallAsync(source);
        var direct = new NpgsqlConnectionStringBuilder(source);
        using var network = new CutNetwork(direct.Port);
        var far = new NpgsqlConnectionStringBuilder(source) { Host = network.Server.Address.ToString(), Port = network.Server.Port }.ConnectionString;
        var (target, random, total) = (directory.File("soak.db"), new Random(Seed), rounds ?? DefaultRounds);
        var faults = 0;
        using (var stream = new StreamProcess(network, far, target, Exclude))
        {
            await stream.StreamingAsync();
            for (var round = 1; round <= total; round++)
            {
                var writer = new ChaosWriter(source);
                var length = round % LongEvery == 0 ? LongCut : TimeSpan.FromMilliseconds(random.Next(8_000));
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_000)));
                await network.CutAsync(length);
                await writer.EndAsync();
                var (caughtUp, seconds) = await CatchUpAsync(source, stream);
                faults += caughtUp ? 0 : 1;
                output.Remark(string.Create(CultureInfo.InvariantCulture, $"Round {round} of {total}: {length.TotalSeconds:0.0} s without a network, {(caughtUp ? $"caught up {seconds:0.0} s after it" : "did not catch up: " + stream.Said)}"));
            }
            await stream.KillAsync();
        }
        using (var draining = new StreamProcess(network, far, target, [.. Exclude, "--drain"]))
            faults += await draining.EndAsync() == 0 ? 0 : 1;
        var verified = await CliRun.RunAsync(directory.Path, "data", "verify", "--source", source, "--target", target);
        if (verified.ExitCode != 0)
            output.Remark(verified.Output + verified.Error);
        output.AtMost("network-cut.faults", faults, "faults", 0);
        output.AtMost("network-cut.verified", verified.ExitCode, "exit code", 0);
    }

    // The slot says how far the stream is, durably.
    private static async Task<(bool CaughtUp, double Seconds)> CatchUpAsync(string source, StreamProcess stream)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        await using var now = new NpgsqlCommand("SELECT pg_current_wal_lsn()::text", connection);
        var position = (string)(await now.ExecuteScalarAsync())!;
        await using var reached = new NpgsqlCommand($"SELECT coalesce(bool_and(confirmed_flush_lsn >= '{position}'), false) FROM pg_replication_slots WHERE slot_name LIKE 'adminapp%' AND database = current_database()", connection);
        try
        {
            await Eventually.TrueAsync(async () => (bool)(await reached.ExecuteScalarAsync())! || stream.HasExited, "the stream to catch up", LongestWait);
            return (!stream.HasExited, clock.Elapsed.TotalSeconds);
        }
        catch (TimeoutException)
        {
            return (false, clock.Elapsed.TotalSeconds);
        }
    }
}
