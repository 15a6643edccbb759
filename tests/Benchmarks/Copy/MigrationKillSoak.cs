using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Copy;

/// <summary>
/// Kills <c>data copy</c> at random moments of every phase, resumes it, and expects a file that is equal to the source, every
/// value of it; before that, no target at all.
/// </summary>
public sealed class MigrationKillSoak : ISoak
{
    private const int DefaultRounds = 200;
    private const int Parties = 5_000;
    private const int Seed = 20_26;

    public string Name => "migration-kill";

    public string Description => $"kill -9 of data copy at random moments, {DefaultRounds} rounds: target absent or whole, resumed copy equal to the source";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        var source = await OriginData.CreateDatabaseAsync(Parties);
        using var directory = new TestDirectory();
        var whole = directory.File("whole.db");
        var first = await CliRun.RunAsync(directory.Path, "data", "copy", "--source", source, "--target", whole);
        if (first.ExitCode != 0)
            throw new InvalidOperationException(first.Error);
        var random = new Random(Seed);
        var (midway, faults, total) = (0, 0, rounds ?? DefaultRounds);
        for (var round = 1; round <= total; round++)
        {
            var (moment, fault) = await KilledCopy.RoundAsync(directory.Path, source, new FileInfo(whole).Length, random);
            midway += moment is null ? 0 : 1;
            faults += fault is null ? 0 : 1;
            output.Remark($"Round {round} of {total}: {(moment is null ? "ended before the kill" : $"killed {moment}")}, {fault ?? "equal"}");
        }
        output.AtLeast("migration-kill.killed", midway, $"of {total} rounds", Math.Ceiling(total * 0.8));
        output.AtMost("migration-kill.faults", faults, "faults", 0);
    }
}
