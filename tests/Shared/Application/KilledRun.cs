using System.Diagnostics;
using System.Text;

namespace AdminApp.Tests.Shared.Application;

/// <summary>A verb that is killed (-9) at a chosen moment.</summary>
public static class KilledRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <param name="dataDirectory">Of the verb.</param>
    /// <param name="watched">Directory whose files are watched.</param>
    /// <param name="arguments">The verb.</param>
    /// <param name="enough">Asked with all that was said so far and the name of a file that just appeared or changed (null: none); true kills.</param>
    /// <param name="delay">From that moment to the kill.</param>
    /// <returns>Whether it was killed; false when it ended by itself before.</returns>
    public static async Task<bool> RunAsync(string dataDirectory, string watched, string[] arguments, Func<string, string?, bool> enough, TimeSpan delay = default)
    {
        using var process = new Process
        {
            StartInfo = BuiltApp.Describe(arguments, new Dictionary<string, string> { ["Data__Directory"] = dataDirectory, ["ASPNETCORE_ENVIRONMENT"] = "Testing" }),
            EnableRaisingEvents = true,
        };
        // Set to true when it is time, to false when the process ends by itself.
        var moment = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        void Look(string? line, string? file)
        {
            lock (said)
            {
                said.AppendLine(line);
                if (enough(said.ToString(), file))
                    moment.TrySetResult(true);
            }
        }
        using var files = new FileSystemWatcher(watched) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.LastWrite };
        files.Created += (_, change) => Look(null, change.Name);
        files.Changed += (_, change) => Look(null, change.Name);
        files.Renamed += (_, change) => Look(null, change.Name);
        files.EnableRaisingEvents = true;
        process.ErrorDataReceived += (_, line) => Look(line.Data, null);
        process.Exited += (_, _) => moment.TrySetResult(false);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var killed = await moment.Task.WaitAsync(Longest);
        if (killed && delay > TimeSpan.Zero)
            await Task.Delay(delay);
        process.Kill();
        await process.WaitForExitAsync();
        return killed && process.ExitCode != 0;
    }
}
