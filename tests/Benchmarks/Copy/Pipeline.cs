using System.Diagnostics;
using Npgsql;

namespace AdminApp.Benchmarks.Copy;

/// <summary>The tools of the shell: psql for reading, sqlite3 for writing. NULL and '' become one; nothing is checked.</summary>
internal static class Pipeline
{
    /// <returns>Seconds to read all tables as binary COPY and throw them away.</returns>
    public static Task<double> ReadAsync(string source, IReadOnlyList<SourceTable> tables) =>
        RunAsync(source, string.Join('\n', tables.Select(t => $"psql -XqAtc 'copy \"{t.Name}\" to stdout (format binary)' > /dev/null")));

    /// <returns>Seconds to create the tables in a new file, pipe every table through CSV, and create the indexes.</returns>
    public static Task<double> CopyAsync(string source, IReadOnlyList<SourceTable> tables, string file)
    {
        var import = tables.Select(t =>
            $"psql -XqAtc 'copy \"{t.Name}\" to stdout (format csv)' | sqlite3 '{file}' 'pragma journal_mode=off' 'pragma synchronous=off' '.mode csv' '.import /dev/stdin {t.Name}' > /dev/null");
        return RunAsync(source, $"""
            sqlite3 '{file}' '{string.Concat(tables.Select(t => t.CreateSql))}'
            {string.Join('\n', import)}
            sqlite3 '{file}' '{string.Concat(tables.Select(t => t.IndexSql))}'
            """);
    }

    private static async Task<double> RunAsync(string source, string script)
    {
        var target = new NpgsqlConnectionStringBuilder(source);
        var start = new ProcessStartInfo("bash", ["-c", "set -eo pipefail\n" + script]) { RedirectStandardError = true };
        start.Environment["PGHOST"] = target.Host;
        start.Environment["PGPORT"] = target.Port.ToString();
        start.Environment["PGUSER"] = target.Username;
        start.Environment["PGPASSWORD"] = target.Password;
        start.Environment["PGDATABASE"] = target.Database;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"The pipeline ended with {process.ExitCode}: {errors}");
    }
}
