using System.Diagnostics;
using System.Text.Json;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Benchmarks.Copy;

/// <summary>One <c>data copy</c> in a process of its own.</summary>
internal static class CopyRun
{
    /// <returns>Seconds of the whole process, start included, and what it reports.</returns>
    public static async Task<(double Seconds, JsonDocument Report)> RunAsync(string dataDirectory, params string[] options)
    {
        var watch = Stopwatch.StartNew();
        var run = await CliRun.RunAsync(dataDirectory, ["data", "copy", "--json", .. options]);
        var seconds = watch.Elapsed.TotalSeconds;
        return run.ExitCode == 0
            ? (seconds, JsonDocument.Parse(run.Output))
            : throw new InvalidOperationException($"data copy ended with {run.ExitCode}: {run.Error}{run.Output}");
    }
}
