using System.Collections.Concurrent;
using System.Threading.Channels;

namespace AdminApp.Data.Activations;

/// <summary>
/// Batches waiting to be applied, for the worker of this process. Only a hint: the truth is the batch's row, and the worker looks
/// for unfinished ones when it starts.
/// </summary>
public sealed class ActivationQueue
{
    private readonly Channel<(string Slug, string BatchId)> channel = Channel.CreateUnbounded<(string, string)>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    public void Enqueue(string slug, string batchId)
    {
        waiting.TryAdd(batchId, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        channel.Writer.TryWrite((slug, batchId));
    }

    public IAsyncEnumerable<(string Slug, string BatchId)> ReadAllAsync(CancellationToken cancellationToken) => channel.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Completes when the batch has been worked on; at once when it is not waiting here.</summary>
    public Task WaitAsync(string batchId, CancellationToken cancellationToken) =>
        waiting.TryGetValue(batchId, out var source) ? source.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

    internal void Finished(string batchId)
    {
        if (waiting.TryRemove(batchId, out var source))
            source.TrySetResult();
    }
}
