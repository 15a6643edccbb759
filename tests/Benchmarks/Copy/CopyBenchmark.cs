using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Copy;

/// <summary>
/// <c>data copy</c> of a whole origin database, against what a person would otherwise type (psql COPY csv into sqlite3
/// .import) and against the floor (COPY BINARY to nowhere), over the same tables in the same run.
/// </summary>
public sealed class CopyBenchmark : IBenchmark
{
    private const int Parties = 50_000;
    private const int Runs = 3;

    public string Name => "copy";

    public string Description => $"data copy of an origin database of {Parties:N0} parties and a million rows (rows/s), against psql | sqlite3 and COPY to nowhere";

    public async Task RunAsync(BenchmarkOutput output)
    {
        output.Remark("Loading the origin database...");
        var source = await OriginData.CreateDatabaseAsync(Parties);
        using var directory = new TestDirectory();
        var tables = await SourceTables.ReadAsync(source);

        var (copy, pipe, floor) = (new Samples(), new Samples(), new Samples());
        long rows = 0;
        for (var run = 1; run <= Runs; run++)
        {
            floor.Add(await Pipeline.ReadAsync(source, tables));
            pipe.Add(await Pipeline.CopyAsync(source, tables, directory.File($"pipe-{run}.db")));
            var (seconds, copied) = await CopyAsync(source, directory.Path, $"copy-{run}");
            copy.Add(seconds);
            rows = copied;
            output.Remark($"Run {run} of {Runs}: {copied} rows");
        }

        output.Figure("copy.rows", rows, "rows");
        output.Figure("copy.floor", floor.Median, "s");
        output.Figure("copy.pipe", pipe.Median, "s");
        output.Figure("copy.pipe.rate", rows / pipe.Median, "rows/s");
        output.Figure("copy.product", copy.Median, "s");
        output.Figure("copy.product.rate", rows / copy.Median, "rows/s");
        output.AtMost("copy.product.to-pipe", copy.Median / pipe.Median, "x", 1);
    }

    /// <returns>Seconds of the whole process, start included, and the rows it reports.</returns>
    private static async Task<(double Seconds, long Rows)> CopyAsync(string source, string dataDirectory, string tenant)
    {
        var (seconds, report) = await CopyRun.RunAsync(dataDirectory, "--source", source, "--tenant", tenant);
        using var disposing = report;
        return (seconds, report.RootElement.GetProperty("rows").GetInt64());
    }
}
