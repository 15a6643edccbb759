namespace AdminApp.Features.Batches;

/// <summary>Looks again and again for as long as a page is open and something it shows is still running.</summary>
/// <param name="time">Paces the looks.</param>
/// <param name="pace">From the end of one look to the next.</param>
internal sealed class Polling(TimeProvider time, TimeSpan pace) : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private Task running = Task.CompletedTask;

    /// <summary>Does nothing while it is looking already.</summary>
    /// <param name="look">Returns false when there is nothing more to wait for. Errors are its own to show.</param>
    public void Start(Func<CancellationToken, Task<bool>> look)
    {
        if (running.IsCompleted && !leaving.IsCancellationRequested)
            running = RunAsync(look, leaving.Token);
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task<bool>> look, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping) && await look(stopping))
            {
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }
}
