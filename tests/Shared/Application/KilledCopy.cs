using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Tests.Shared.Application;

/// <summary>Copies that are killed (-9) at a chosen moment, and what must hold afterwards.</summary>
public static class KilledCopy
{
    // In the order in which a copy says them; by then the rows before are there.
    private static readonly string[] Phases = ["Preparing", "Copying", "Building indexes", "Checking", "Comparing", "Finishing"];

    /// <summary>
    /// Copies a database into a file, is killed at a random moment, and goes on until the copy is there and equal to the source.
    /// </summary>
    /// <param name="directory">Where files may be made.</param>
    /// <param name="source">The source, which nobody changes.</param>
    /// <param name="fullSize">Bytes of the finished file, by which moments are drawn.</param>
    /// <param name="random">Draws the moment.</param>
    /// <returns>When it was killed (null: it was faster), and what was wrong afterwards (null: nothing).</returns>
    public static async Task<(string? Moment, string? Fault)> RoundAsync(string directory, string source, long fullSize, Random random)
    {
        var target = Path.Combine(directory, "killed.db");
        foreach (var earlier in Directory.GetFiles(directory, "killed.db*"))
            File.Delete(earlier);
        string[] copy = ["data", "copy", "--source", source, "--target", target];

        // Half of the kills hit the load, at any size of the file; the others whatever phase comes up.
        var bytes = random.Next(2) == 0 ? random.NextInt64(fullSize) : -1;
        var phase = Phases[random.Next(Phases.Length)];
        var moment = await KilledRun.RunAsync(directory, directory, copy, (said, _) =>
            bytes >= 0 ? SizeOf(target + ".partial") >= bytes : said.Contains(phase, StringComparison.Ordinal))
            ? bytes >= 0 ? $"at {bytes:N0} bytes" : $"while \"{phase}\"" : null;
        // What the killed process left is looked at by this one: another start would take longer than all it does.
        try
        {
            // Killed after the exchange, or not in time: then the file must be whole.
            if (File.Exists(target))
            {
                var verified = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = source, TargetFile = target }, CancellationToken.None);
                return (moment is null ? null : $"{moment}, after the file was in place", verified.Ok ? null : $"verification: {verified.Summary}");
            }
            // It compares every value itself before the file is put in place.
            var resumed = await DataCopy.RunAsync(
                new DataCopyRequest { SourceConnectionString = source, TargetFile = target, Mode = DataCopyMode.Translate, Resume = true, KeepPartial = true }, CancellationToken.None);
            return (moment, resumed.Verification is { Ok: true } && File.Exists(target) ? null : "resumed and not equal");
        }
        catch (DataMigrationException fault)
        {
            return (moment, fault.Message);
        }
    }

    private static long SizeOf(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (FileNotFoundException)
        {
            return -1;
        }
    }
}
