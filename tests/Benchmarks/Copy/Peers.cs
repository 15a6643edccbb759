using System.Diagnostics;
using System.Globalization;
using AdminApp.Tests.Shared;
using Npgsql;

namespace AdminApp.Benchmarks.Copy;

/// <summary>The other ways of copying, as sources/peers.sh has them; what is missing is installed where that is possible.</summary>
internal static class Peers
{
    private static readonly Dictionary<string, (string Command, string Packages)> Needs = new(StringComparer.Ordinal)
    {
        ["floor"] = ("psql", "postgresql-client"),
        ["pipe"] = ("sqlite3", "sqlite3 postgresql-client"),
        ["ogr"] = ("ogr2ogr", "gdal-bin"),
        ["copy_sequel"] = ("sequel", "ruby-sequel ruby-pg ruby-sqlite3"),
    };

    /// <param name="source">The database of source.sql.</param>
    /// <param name="directory">Where files may be made.</param>
    /// <param name="function">A function of peers.sh.</param>
    /// <returns>Seconds; null when its tool is missing and cannot be installed.</returns>
    public static async Task<double?> RunAsync(string source, string directory, string function)
    {
        var (command, packages) = Needs[function];
        var address = new NpgsqlConnectionStringBuilder(source);
        var dsn = $"host={address.Host} port={address.Port} user={address.Username} password={address.Password} dbname={address.Database}";
        // The functions alone: what stands from "t floor" on would run them all.
        var script = $"""
            command -v {command} >/dev/null || apt-get install -y --no-install-recommends {packages} >/dev/null 2>&1 || exit 90
            source <(sed '/^t floor/,$d' '{Repository.Path("tests", "Benchmarks", "sources", "peers.sh")}') '{dsn}' '{directory}'
            t {function} {function}
            """;
        await PendingWrites.FlushAsync();
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode switch
        {
            0 => double.Parse(output.Split(' ')[^1], CultureInfo.InvariantCulture),
            90 => null,
            var code => throw new InvalidOperationException($"{function} ended with {code}: {await errors}{output}"),
        };
    }
}
