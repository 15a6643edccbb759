using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Tests.Server;

public sealed class ApplicationProcessTests
{
    [Fact]
    public async Task The_application_survives_a_kill_and_stops_in_order_when_asked_while_starting()
    {
        await using var app = await AppProcess.StartAsync();
        await app.RestartAsync();
        Assert.False(app.HasExited);
        Assert.Equal(0, await app.StopAsync());
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_directory_is_refused()
    {
        await using var first = await AppProcess.StartAsync();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => AppProcess.StartAsync(new AppProcessOptions { DataDirectory = first.DataDirectory }));
        Assert.Contains(first.DataDirectory, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_is_named_on_standard_error()
    {
        using var directory = new TestDirectory();
        var run = await CliRun.RunAsync(directory.Path, "no-such-verb");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("no-such-verb", run.Error, StringComparison.Ordinal);
    }
}
