using AdminApp.Components.Controls;

namespace AdminApp.Features;

/// <summary>What a page shows and how it comes to it: a newer request ends an older one, and a failure keeps what was there.</summary>
/// <param name="faults">Puts a failure into words.</param>
/// <param name="doing">What is loaded, for the log: "list batches".</param>
public sealed class Loader<T>(Faults faults, string doing) : IDisposable
    where T : class
{
    private CancellationTokenSource? current;

    /// <summary>Null until the first has arrived.</summary>
    public T? Value { get; set; }

    public GridError? Fault { get; private set; }

    public bool IsLoading => current is not null;

    public async Task LoadAsync(Func<CancellationToken, Task<T>> load)
    {
        current?.Cancel();
        using var mine = new CancellationTokenSource();
        current = mine;
        try
        {
            // Off the page's own thread: SQLite reads are synchronous, and the page has to stay responsive to end them.
            var loaded = await Task.Run(() => load(mine.Token), mine.Token);
            if (current == mine)
                (Value, Fault) = (loaded, null);
        }
        catch (Exception error)
        {
            if (current == mine)
                Fault = faults.Explain(error, doing);
        }
        finally
        {
            if (current == mine)
                current = null;
        }
    }

    /// <summary>Something that belongs to what is shown already; a failure is shown as one of loading.</summary>
    public async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            Fault = faults.Explain(error, doing);
        }
    }

    public void Dispose()
    {
        current?.Cancel();
        current = null;
    }
}
