using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Idempotency;

/// <summary>
/// Requests that may be sent again without being done again. A key is claimed before the work and answered after it; the batch that
/// does the work is noted in between, before it is queued: whatever is killed at whatever moment, the repetition finds out whether
/// the work was begun, and goes on with the same batch.
/// </summary>
public sealed class IdempotencyKeys(CentralDatabase central, TimeProvider time)
{
    /// <summary>This process: a key that another one held is nobody's any more, because a data directory has one process.</summary>
    private readonly string process = Guid.NewGuid().ToString("N");

    /// <param name="owner">Whose key.</param>
    /// <param name="requestHash">What is asked; the same for the same request only.</param>
    /// <param name="keep">How long keys are kept.</param>
    /// <param name="cancellationToken">Ends the wait for the write gate.</param>
    public Task<KeyClaim> ClaimAsync(KeyOwner owner, string requestHash, TimeSpan keep, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return central.WriteAsync(async context =>
        {
            var before = now - keep;
            await context.IdempotencyKeys.Where(k => k.CreatedAt < before && k.Owner != process).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            var known = await context.IdempotencyKeys.SingleOrDefaultAsync(k => k.UserId == owner.UserId && k.TenantSlug == owner.TenantSlug && k.Key == owner.Key, cancellationToken).ConfigureAwait(false);
            if (known is not null && known.RequestHash != requestHash)
                return new KeyClaim(KeyState.OtherRequest, null, null);
            if (known is { Status: { } status })
                return new KeyClaim(KeyState.Answered, known.BatchId, new KeptAnswer(status, known.Answer ?? "", known.Location));
            if (known?.Owner == process)
                return new KeyClaim(KeyState.InFlight, known.BatchId, null);
            if (known is null)
                context.IdempotencyKeys.Add(known = new IdempotencyKey { UserId = owner.UserId, TenantSlug = owner.TenantSlug, Key = owner.Key, RequestHash = requestHash, CreatedAt = now });
            known.Owner = process;
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return new KeyClaim(KeyState.Mine, known.BatchId, null);
        }, cancellationToken);
    }

    /// <summary>To be called with the batch before it is queued.</summary>
    public Task NoteAsync(KeyOwner owner, string batchId, CancellationToken cancellationToken) =>
        central.WriteAsync(context => Of(context, owner).ExecuteUpdateAsync(set => set.SetProperty(k => k.BatchId, batchId), cancellationToken), cancellationToken);

    /// <summary>Keeps what is answered from now on. Not cancellable: the work is done.</summary>
    public Task AnswerAsync(KeyOwner owner, KeptAnswer answer) => central.WriteAsync(
        context => Of(context, owner).ExecuteUpdateAsync(set => set
            .SetProperty(k => k.Status, answer.Status).SetProperty(k => k.Answer, answer.Body).SetProperty(k => k.Location, answer.Location).SetProperty(k => k.Owner, (string?)null)),
        CancellationToken.None);

    /// <summary>The work failed or its caller went away: the next attempt begins anew, or goes on with the batch that is noted.</summary>
    public Task ReleaseAsync(KeyOwner owner) => central.WriteAsync(
        async context =>
        {
            await Of(context, owner).Where(k => k.BatchId == null && k.Status == null).ExecuteDeleteAsync().ConfigureAwait(false);
            await Of(context, owner).Where(k => k.Status == null).ExecuteUpdateAsync(set => set.SetProperty(k => k.Owner, (string?)null)).ConfigureAwait(false);
        },
        CancellationToken.None);

    private static IQueryable<IdempotencyKey> Of(CentralContext context, KeyOwner owner) =>
        context.IdempotencyKeys.Where(k => k.UserId == owner.UserId && k.TenantSlug == owner.TenantSlug && k.Key == owner.Key);
}
