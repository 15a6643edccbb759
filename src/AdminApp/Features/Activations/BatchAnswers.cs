using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Activations;

/// <summary>Answers a request that queued a batch: with the result when it is small and soon done, else with where to look.</summary>
internal sealed class BatchAnswers(ActivationQueries batches, ActivationQueue queue)
{
    /// <summary>Batches up to this size are awaited and answered record by record.</summary>
    public const int SmallUpTo = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="access">Who asked, where.</param>
    /// <param name="batchId">The queued batch.</param>
    /// <param name="notFound">Ids asked for that are no records.</param>
    /// <param name="cancellationToken">Ends the wait; the batch goes on.</param>
    public async Task<Results<Ok<BatchResponse>, Accepted<BatchResponse>>> AnswerAsync(TenantAccess access, string batchId, IReadOnlyList<int>? notFound, CancellationToken cancellationToken)
    {
        var batch = await batches.GetAsync(access, batchId, cancellationToken);
        if (batch is { Total: <= SmallUpTo, IsRunning: true })
        {
            await WaitAsync(batchId, cancellationToken);
            batch = await batches.GetAsync(access, batchId, cancellationToken);
        }
        var answer = (await WithItemsAsync(access, batch, cancellationToken)) with { NotFound = notFound };
        return batch.IsRunning ? TypedResults.Accepted(PathOf(batchId), answer) : TypedResults.Ok(answer);
    }

    public async Task<BatchResponse> WithItemsAsync(TenantAccess access, BatchView batch, CancellationToken cancellationToken)
    {
        var answer = BatchResponse.Of(batch);
        if (batch.Total > SmallUpTo)
            return answer;
        var items = await batches.ItemsAsync(access, batch, outcome: null, pageIndex: 0, SmallUpTo, cancellationToken);
        return answer with { Items = [.. items.Select(BatchItemResponse.Of)] };
    }

    /// <summary>Of the ids asked for, those that are no records; null when the selection was a filter.</summary>
    public async Task<IReadOnlyList<int>?> MissingAsync(TenantAccess access, string batchId, IReadOnlyList<int>? ids, CancellationToken cancellationToken)
    {
        if (ids is null)
            return null;
        var batch = await batches.GetAsync(access, batchId, cancellationToken);
        if (batch.Total == ids.Count)
            return [];
        var found = await batches.ItemsAsync(access, batch, outcome: null, pageIndex: 0, ids.Count, cancellationToken);
        return [.. ids.Except(found.Select(item => (int)item.EntityId))];
    }

    private async Task WaitAsync(string batchId, CancellationToken cancellationToken)
    {
        try
        {
            await queue.WaitAsync(batchId, cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Behind a large batch: the caller is told where to look.
        }
    }

    private static string PathOf(string batchId) => $"/api/batches/{batchId}";
}
