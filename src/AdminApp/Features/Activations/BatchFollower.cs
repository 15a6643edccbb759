using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Activations;

/// <summary>
/// Says how a batch just queued went: a short one that did all it promised in a toast with Undo, right where the person is;
/// any other on its own page, which knows the details.
/// </summary>
public sealed class BatchFollower(
    AccessProvider access, ActivationService activations, ActivationQueries batches, ActivationQueue queue, Toasts toasts, Faults faults,
    NavigationManager navigation, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="batchId">A batch that was queued.</param>
    /// <param name="noun">What its records are called.</param>
    /// <param name="changed">Called after an undo from the toast, to show the records as they are then.</param>
    /// <param name="cancellationToken">Ends the wait; the batch goes on.</param>
    public async Task FollowAsync(string batchId, Noun noun, Func<Task> changed, CancellationToken cancellationToken)
    {
        try
        {
            await queue.WaitAsync(batchId, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            navigation.NavigateTo(BatchPaths.Batch(batchId));
            return;
        }
        var batch = await batches.GetAsync(await access.TenantAsync(cancellationToken), batchId, cancellationToken);
        if (batch.State != BatchState.Completed || batch.Changed != batch.WillChange)
            navigation.NavigateTo(BatchPaths.Batch(batchId));
        else if (batch.UndoOf is null)
            toasts.Done($"{noun.Count(batch.Changed)} {BatchWords.Done(batch.Activate)}", batch.Reason, () => UndoAsync(batchId, noun, changed));
        else
            toasts.Done($"{noun.Count(batch.Changed)} {BatchWords.Done(batch.Activate)} again");
    }

    private async Task UndoAsync(string batchId, Noun noun, Func<Task> changed)
    {
        try
        {
            var undo = await activations.UndoAsync(await access.TenantAsync(), batchId, null, CancellationToken.None);
            await FollowAsync(undo, noun, changed, CancellationToken.None);
            await changed();
        }
        catch (Exception fault)
        {
            toasts.Failed("Nothing was undone", faults.Text(fault, "undo a batch"));
        }
    }
}
