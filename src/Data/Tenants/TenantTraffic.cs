using System.Collections.Concurrent;

namespace AdminApp.Data.Tenants;

/// <summary>The writes under way, by tenant: whoever freezes a tenant waits for those that began before.</summary>
internal sealed class TenantTraffic
{
    private readonly ConcurrentDictionary<string, Writes> tenants = new(StringComparer.Ordinal);

    /// <summary>Counts a write until the pass is disposed. Take it before looking at the tenant's state.</summary>
    public IDisposable Enter(string slug) => tenants.GetOrAdd(slug, _ => new Writes()).Enter();

    /// <summary>Completes when no write is under way. New ones must be refused by then, or it may never.</summary>
    public Task DrainedAsync(string slug, CancellationToken cancellationToken) =>
        tenants.GetOrAdd(slug, _ => new Writes()).DrainedAsync().WaitAsync(cancellationToken);

    private sealed class Writes
    {
        private readonly Lock sync = new();
        private int count;
        private TaskCompletionSource? idle;

        public IDisposable Enter()
        {
            lock (sync)
                count++;
            return new Pass(this);
        }

        public Task DrainedAsync()
        {
            lock (sync)
            {
                if (count == 0)
                    return Task.CompletedTask;
                idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return idle.Task;
            }
        }

        private void Leave()
        {
            lock (sync)
            {
                if (--count > 0)
                    return;
                idle?.SetResult();
                idle = null;
            }
        }

        private sealed class Pass(Writes writes) : IDisposable
        {
            private Writes? held = writes;

            public void Dispose() => Interlocked.Exchange(ref held, null)?.Leave();
        }
    }
}
