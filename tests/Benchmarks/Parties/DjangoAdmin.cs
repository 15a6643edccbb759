using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AdminApp.Tests.Shared;

namespace AdminApp.Benchmarks.Parties;

/// <summary>The same grid as Django's admin serves it (sources/django_admin), in one process, without a network between.</summary>
internal static partial class DjangoAdmin
{
    private static readonly Dictionary<string, string> Figures = new(StringComparer.Ordinal)
    {
        ["list of active"] = "list",
        ["search"] = "search",
        ["deep page"] = "deep-page",
    };

    /// <returns>Median milliseconds by figure; null when Django is missing and cannot be installed.</returns>
    public static async Task<IReadOnlyDictionary<string, double>?> MeasureAsync(string directory, int parties)
    {
        var bench = Repository.Path("tests", "Benchmarks", "sources", "django_admin", "bench.py");
        var script = $"""
            /usr/bin/python3 -c 'import django' 2>/dev/null || apt-get install -y --no-install-recommends python3-django >/dev/null 2>&1 || exit 90
            export DB='{Path.Combine(directory, "django.db")}' PYTHONDONTWRITEBYTECODE=1
            /usr/bin/python3 '{bench}' init {parties} && /usr/bin/python3 '{bench}'
            """;
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("bash did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 90)
            return null;
        return process.ExitCode == 0
            ? Line().Matches(output).Where(line => Figures.ContainsKey(line.Groups["name"].Value.Trim()))
                .ToDictionary(line => Figures[line.Groups["name"].Value.Trim()], line => double.Parse(line.Groups["median"].Value, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"bench.py ended with {process.ExitCode}: {await errors}");
    }

    [GeneratedRegex(@"^(?<name>.+?)\s+status \d+\s+min \d+ ms\s+median (?<median>\d+) ms", RegexOptions.Multiline)]
    private static partial Regex Line();
}
