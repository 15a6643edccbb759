using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Cli;

public sealed class DataVerifyVerbTests
{
    [Fact]
    public async Task What_cannot_be_compared_is_one_line_and_needs_no_data_directory()
    {
        using var directory = new TestDirectory();
        var source = (await PostgresCluster.GetAsync()).ConnectionString("postgres");
        var other = directory.File("other.db");
        await File.WriteAllTextAsync(other, new string('x', 4096));

        var absent = await CliRun.RunAsync(directory.File("none"), "data", "verify", "--source", source, "--target", directory.File("absent.db"));
        var wrong = await CliRun.RunAsync(directory.File("none"), "data", "verify", "--source", source, "--target", other, "--json");
        var neither = await CliRun.RunAsync(directory.File("none"), "data", "verify", "--source", source);

        Assert.Equal((1, 1), (absent.ExitCode, wrong.ExitCode));
        Assert.Contains("There is no file", Assert.Single(absent.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(wrong.Output);
        Assert.Contains("not a SQLite database", answer.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("--target FILE or --tenant SLUG", neither.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory.File("none")));
    }
}
