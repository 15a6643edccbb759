using AdminApp.Cli;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Tests.Cli;

/// <summary>Verbs in this process: starting one for each takes longer than what most of them do.</summary>
internal static class InProcessVerb
{
    public static async Task<CliRun> RunAsync(TestDirectory directory, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await CommandLine.InvokeAsync([.. arguments, "--data-directory", directory.Path], output, error);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }
}
