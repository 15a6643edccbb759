using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Cli;

public sealed class KilledCopyTests
{
    private const int Rounds = 20;

    [Fact]
    public async Task A_copy_killed_at_any_moment_is_resumed_and_equal_to_its_source()
    {
        var source = await TortureData.CreateDatabaseAsync();
        using var directory = new TestDirectory();
        var whole = directory.File("whole.db");
        var first = await CliRun.RunAsync(directory.Path, "data", "copy", "--source", source, "--target", whole);
        Assert.True(first.ExitCode == 0, first.Error);
        var seed = Random.Shared.Next();
        var random = new Random(seed);

        var killed = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var (moment, fault) = await KilledCopy.RoundAsync(directory.Path, source, new FileInfo(whole).Length, random);
            Assert.True(fault is null, $"Seed {seed}, round {round}, killed {moment}: {fault}");
            killed += moment is null ? 0 : 1;
        }
        Assert.True(killed >= Rounds / 2, $"Only {killed} of {Rounds} were killed in time (seed {seed}).");
    }
}
