using System.Collections.Concurrent;
using System.Diagnostics;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AdminApp.Benchmarks.Streaming;

/// <summary>How old a change is when it can be read in the target, with 500 transactions a second at the source.</summary>
public sealed class StreamBenchmark : IBenchmark
{
    private const int Writers = 10;
    private const int PerSecond = 50;
    private const int Seconds = 60;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<(int Writer, int Number), long> _committed = new();

    public string Name => "stream";

    public string Description => $"lag of data stream under {Writers * PerSecond} transactions a second for {Seconds} s";

    public async Task RunAsync(BenchmarkOutput output)
    {
        using var directory = new TestDirectory();
        var cluster = await PostgresCluster.GetAsync();
        var source = await cluster.CreateDatabaseWithAsync(
            "CREATE TABLE written (writer integer, number integer, v numeric(12,2), note text, at timestamptz DEFAULT now(), PRIMARY KEY (writer, number))");
        var target = directory.File("bench.db");
        using var stream = new StreamProcess(source, target);
        await stream.StreamingAsync();

        var clock = Stopwatch.StartNew();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(source, writer)));
        var lags = await ReadAsync(target, writing);
        var elapsed = clock.Elapsed.TotalSeconds;

        output.AtLeast("stream.writes", Writers * PerSecond * Seconds / elapsed, "transactions/s", Writers * PerSecond * 0.95);
        output.Figure("stream.lag_p50", lags.Median, "ms");
        output.AtMost("stream.lag_p99", lags.Percentile(99), "ms", 1000);
        output.Figure("stream.lag_max", lags.Percentile(100), "ms");
    }

    private async Task WriteAsync(string source, int writer)
    {
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        for (var number = 1; number <= PerSecond * Seconds; number++)
        {
            await using (var command = new NpgsqlCommand("INSERT INTO written (writer, number, v, note) VALUES ($1, $2, 12.50, 'a note of some length')", connection))
            {
                command.Parameters.Add(new NpgsqlParameter { Value = writer });
                command.Parameters.Add(new NpgsqlParameter { Value = number });
                await command.ExecuteNonQueryAsync();
            }
            _committed[(writer, number)] = Stopwatch.GetTimestamp();
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task<Samples> ReadAsync(string target, Task writing)
    {
        var (lags, seen, left) = (new Samples(), new int[Writers], Writers * PerSecond * Seconds);
        await using var connection = new SqliteConnection($"Data Source={target};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = string.Join(" UNION ALL ", Enumerable.Range(0, Writers).Select(writer => $"SELECT {writer}, (SELECT max(number) FROM written WHERE writer = {writer})"));
        using var looking = new PeriodicTimer(LookEvery);
        while (left > 0)
        {
            await using (var reader = await command.ExecuteReaderAsync())
            {
                var now = Stopwatch.GetTimestamp();
                while (await reader.ReadAsync())
                    left -= Take(lags, seen, reader.GetInt32(0), reader.IsDBNull(1) ? 0 : reader.GetInt32(1), now);
            }
            if (writing.IsFaulted)
                await writing;
            await looking.WaitForNextTickAsync();
        }
        return lags;
    }

    private int Take(Samples lags, int[] seen, int writer, int number, long now)
    {
        var taken = 0;
        for (; seen[writer] < number; taken++)
        {
            // A row that is there before its writer was told so has no lag to speak of.
            var committed = _committed.GetValueOrDefault((writer, ++seen[writer]), now);
            lags.Add(Math.Max(0, Stopwatch.GetElapsedTime(committed, now).TotalMilliseconds));
        }
        return taken;
    }
}
