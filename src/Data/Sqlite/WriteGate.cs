using System.Collections.Concurrent;

namespace AdminApp.Data.Sqlite;

/// <summary>
/// One writer at a time per database file, from before BEGIN until after COMMIT returned, and round every checkpoint. Fairer
/// than SQLite's own busy loop, and it removes the overlap of a commit with a checkpoint on another connection that SQLite
/// versions before 3.51.3 can turn into lost data (sqlite.org/wal.html#walresetbug).
/// </summary>
public sealed class WriteGate(string path, TimeSpan wait)
{
    private readonly SemaphoreSlim semaphore = new(1, 1);

    /// <summary>Waits for the gate, at most the configured time.</summary>
    /// <returns>Dispose it to let the next writer in.</returns>
    /// <exception cref="DatabaseBusyException">The gate stayed taken for the whole wait.</exception>
    public Task<IDisposable> EnterAsync(CancellationToken cancellationToken) => EnterAsync(wait, cancellationToken);

    /// <inheritdoc cref="EnterAsync(CancellationToken)"/>
    public async Task<IDisposable> EnterAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (!await semaphore.WaitAsync(atMost, cancellationToken).ConfigureAwait(false))
            throw new DatabaseBusyException(path, atMost);
        return new Pass(semaphore);
    }

    /// <summary>For the synchronous paths EF Core still has.</summary>
    public IDisposable Enter()
    {
        if (!semaphore.Wait(wait))
            throw new DatabaseBusyException(path, wait);
        return new Pass(semaphore);
    }

    private sealed class Pass(SemaphoreSlim semaphore) : IDisposable
    {
        private SemaphoreSlim? held = semaphore;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}

/// <summary>The gates of this process, one per full path.</summary>
public sealed class WriteGates(SqliteSettings settings)
{
    private readonly ConcurrentDictionary<string, WriteGate> gates = new(StringComparer.Ordinal);

    public WriteGate For(string path) =>
        gates.GetOrAdd(Path.GetFullPath(path), full => new WriteGate(full, TimeSpan.FromMilliseconds(settings.WriteWaitMilliseconds)));
}

/// <summary>A writer could not get its turn in time. Nothing was changed. 503 in the API.</summary>
public sealed class DatabaseBusyException(string path, TimeSpan waited)
    : Exception($"{Path.GetFileName(path)} is busy: another change has been running for more than {waited.TotalSeconds:0.#} s. Nothing was changed; try again.");
