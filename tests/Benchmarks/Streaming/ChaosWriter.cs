using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Benchmarks.Streaming;

/// <summary>Two people who change whatever comes up, and go on when their server comes back.</summary>
internal sealed class ChaosWriter
{
    private const int StepsAtOnce = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;
    private long _steps;

    public ChaosWriter(string source) => _running = Task.WhenAll(WriteAsync(source), WriteAsync(source));

    public long Steps => Interlocked.Read(ref _steps);

    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _running;
    }

    private async Task WriteAsync(string source)
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await PostgresCluster.ExecuteAsync(source, $"CALL chaos({StepsAtOnce})");
                Interlocked.Add(ref _steps, StepsAtOnce);
            }
            catch (NpgsqlException)
            {
                // The server was crashed on purpose; what it did not commit did not happen.
                await Eventually.TrueAsync(() => AnswersAsync(source), "the server to come back", Patience);
            }
        }
    }

    private static async Task<bool> AnswersAsync(string source)
    {
        try
        {
            await PostgresCluster.ExecuteAsync(source, "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
