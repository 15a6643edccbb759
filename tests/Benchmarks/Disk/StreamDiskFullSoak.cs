using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Disk;

/// <summary>
/// Lets the disk run full at random points of a stream, copy included: it says so in one line, and with room again it goes on
/// where it stopped, equal to its source.
/// </summary>
public sealed class StreamDiskFullSoak : ISoak
{
    private const int DefaultRounds = 20;
    private const int Seed = 20_26;
    private const long Plenty = 1L << 30;

    // Of which a round changes some tens of thousands of rows: several megabytes.
    private const string Changes = "UPDATE parties SET notes = repeat(md5(random()::text), 8); CALL chaos(200)";

    public string Name => "disk-full-stream";

    public string Description => $"disk full at random points of a stream, {DefaultRounds} rounds: said in a line, gone on with, equal to the source";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        var source = await OriginData.CreateDatabaseAsync(8_000);
        await Chaos.InstallAsync(source);
        using var disk = new SmallDisk(Plenty);
        var target = Path.Combine(disk.Path, "stream.db");
        string[] stream = ["data", "stream", "--source", source, "--target", target, "--drain"];
        var random = new Random(Seed);
        var (full, faults, total) = (0, 0, rounds ?? DefaultRounds);
        for (var round = 1; round <= total; round++)
        {
            if (round > 1)
                await PostgresCluster.ExecuteAsync(source, Changes);
            var room = random.NextInt64(12 << 20);
            disk.Resize(disk.Used + room);
            var tight = await CliRun.RunAsync(disk.Path, stream);
            disk.Resize(Plenty);
            var found = new List<string>();
            if (tight.ExitCode != 0)
            {
                full++;
                var said = tight.Error.Trim().Split('\n')[^1];
                if (tight.Error.Contains("   at ", StringComparison.Ordinal) || !(said.Contains("full", StringComparison.Ordinal) || said.Contains("space", StringComparison.OrdinalIgnoreCase)))
                    found.Add($"exit code {tight.ExitCode}: {tight.Error.Trim()}");
                var again = await CliRun.RunAsync(disk.Path, stream);
                if (again.ExitCode != 0)
                    found.Add($"with room again: {again.Error.Trim()}");
            }
            var verified = await CliRun.RunAsync(disk.Path, "data", "verify", "--source", source, "--target", target);
            if (verified.ExitCode != 0)
                found.Add($"data verify: {verified.Error.Trim()}");
            faults += found.Count;
            output.Remark($"Round {round} of {total}: {room >> 10:N0} KiB, {(tight.ExitCode == 0 ? "fitted" : "full")}, {(found.Count == 0 ? "equal" : string.Join("; ", found))}");
        }
        output.AtLeast("disk-full-stream.full", full, $"of {total} rounds", Math.Ceiling(total * 0.3));
        output.AtMost("disk-full-stream.faults", faults, "faults", 0);
    }
}
