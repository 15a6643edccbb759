using System.Diagnostics;

namespace AdminApp.Tests.Shared.Application;

/// <summary>One run of a verb in a process of its own: what it printed and how it ended.</summary>
public sealed record CliRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>Runs <paramref name="arguments"/> against a data directory, in environment Testing, without a terminal.</summary>
    public static Task<CliRun> RunAsync(string dataDirectory, params string[] arguments) =>
        RunAsync(new Dictionary<string, string> { ["Data__Directory"] = dataDirectory }, arguments);

    /// <summary>Runs with exactly these settings on top of the environment Testing.</summary>
    public static async Task<CliRun> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var settings = new Dictionary<string, string>(environment);
        settings.TryAdd("ASPNETCORE_ENVIRONMENT", "Testing");
        using var process = Process.Start(BuiltApp.Describe(arguments, settings)) ?? throw new InvalidOperationException("The application did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{string.Join(' ', arguments)}` still ran after {Timeout}. Output: {await output}{await error}");
        }
        return new CliRun(process.ExitCode, await output, await error);
    }
}
