using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace AdminApp.Benchmarks.Backups;

/// <summary>Twenty people who each change a party once a second, whatever becomes of the changes before.</summary>
internal sealed class SteadyWriter
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _api;
    private readonly int _parties;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task<double>> _writes = [];
    private readonly Task _running;
    private int _refused;

    public SteadyWriter(HttpClient api, int parties)
    {
        (_api, _parties) = (api, parties);
        _running = RunAsync();
    }

    /// <summary>Milliseconds from when each change was due to when it was done; how often one was refused as busy.</summary>
    public async Task<(Samples Delays, int Refused)> EndAsync()
    {
        await _ending.CancelAsync();
        await _running;
        var delays = new Samples();
        foreach (var delay in await Task.WhenAll(_writes))
            delays.Add(delay);
        _ending.Dispose();
        return (delays, _refused);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Every);
        var number = 0;
        while (!_ending.IsCancellationRequested)
        {
            number++;
            _writes.Add(WriteAsync(1 + number * 7919 % _parties, $"change {number}"));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task<double> WriteAsync(int party, string notes)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await _api.PutAsJsonAsync(new Uri($"/api/parties/{party}", UriKind.Relative), new { notes });
            if (answer.IsSuccessStatusCode)
                return watch.Elapsed.TotalMilliseconds;
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                throw new InvalidOperationException($"A change was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            Interlocked.Increment(ref _refused);
            await Task.Delay(Again);
        }
    }
}
