using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Copy;

/// <summary>
/// <c>data copy --target</c> of 200,000 parties and 1,000,000 invoices (sources/source.sql), against everything a person would
/// use instead (sources/peers.sh), in the same run. Whole processes, start included; medians.
/// </summary>
public sealed class MigrationBenchmark : IBenchmark
{
    private const int Runs = 5;
    private const long Megabyte = 1 << 20;

    public string Name => "migration";

    public string Description => "data copy of any database (1.2 million rows, 5 indexes), against COPY to nowhere, psql | sqlite3, ogr2ogr and sequel";

    public async Task RunAsync(BenchmarkOutput output)
    {
        output.Remark("Loading 1.2 million rows...");
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync(Repository.Path("tests", "Benchmarks", "sources", "source.sql"));
        using var directory = new TestDirectory();
        var (floor, pipe, ogr, unverified, verified) = (new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
        var (load, indexed, verify, memory) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var run = 1; run <= Runs; run++)
        {
            floor.Add(await Peers.RunAsync(source, directory.Path, "floor") ?? throw new InvalidOperationException("psql is missing."));
            pipe.Add(await Peers.RunAsync(source, directory.Path, "pipe") ?? throw new InvalidOperationException("sqlite3 is missing."));
            if (await Peers.RunAsync(source, directory.Path, "ogr") is { } theirs)
                ogr.Add(theirs);
            var (seconds, timings, _) = await CopyAsync(source, directory.Path, "--no-verify");
            unverified.Add(seconds);
            load.Add(timings["load"]);
            // The start of the process belongs to it.
            indexed.Add(seconds - timings["check"] - timings["finish"]);
            (seconds, timings, var peak) = await CopyAsync(source, directory.Path);
            verified.Add(seconds);
            verify.Add(timings["verify"]);
            memory.Add(peak / (double)Megabyte);
            output.Remark($"Run {run} of {Runs}: floor {floor.Last:f2}, pipe {pipe.Last:f2}, checked {unverified.Last:f2}, verified {verified.Last:f2} s");
        }
        output.Figure("migration.floor", floor.Median, "s");
        output.Figure("migration.pipe", pipe.Median, "s");
        output.AtMost("migration.load.to-floor", load.Median / floor.Median, "x", 1.2);
        output.AtMost("migration.indexed.to-pipe", indexed.Median / pipe.Median, "x", 0.65);
        output.AtMost("migration.checked.to-pipe", unverified.Median / pipe.Median, "x", 0.8);
        output.AtMost("migration.verified.to-pipe", verified.Median / pipe.Median, "x", 1.25);
        output.Figure("migration.load", load.Median, "s");
        output.Figure("migration.checked", unverified.Median, "s");
        output.Figure("migration.verified", verified.Median, "s");
        output.Figure("migration.verify-phase", verify.Median, "s");
        output.AtMost("migration.memory", memory.Median, "MB", 200);
        Peer(output, "ogr2ogr", ogr.Any ? ogr.Median : null, unverified.Median, 6);
        // Once: it takes minutes.
        Peer(output, "sequel", await Peers.RunAsync(source, directory.Path, "copy_sequel"), unverified.Median, 25);
    }

    private static void Peer(BenchmarkOutput output, string name, double? theirs, double ours, double goal)
    {
        if (theirs is not { } seconds)
        {
            output.Remark($"{name} is not installed and could not be; left out.");
            return;
        }
        output.Figure($"migration.{name}", seconds, "s");
        output.AtLeast($"migration.{name}.to-ours", seconds / ours, "x", goal);
    }

    private static async Task<(double Seconds, Dictionary<string, double> Timings, long PeakMemory)> CopyAsync(string source, string directory, params string[] options)
    {
        var target = Path.Combine(directory, "ours.db");
        File.Delete(target);
        await PendingWrites.FlushAsync();
        var (seconds, report) = await CopyRun.RunAsync(directory, ["--source", source, "--target", target, .. options]);
        using var disposing = report;
        return (seconds, report.RootElement.GetProperty("timings").Deserialize<Dictionary<string, double>>()!, report.RootElement.GetProperty("peak_memory_bytes").GetInt64());
    }
}
