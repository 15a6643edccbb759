using AdminApp.Data.Audit;
using AdminApp.Data.Imports;
using AdminApp.Data.Schema;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.Activations;

/// <summary>
/// Applies queued batches chunk by chunk. A chunk is one transaction holding the changes, their audit rows, the items' outcomes
/// and the batch's progress: after a kill at any moment the batch goes on exactly behind its last whole chunk.
/// </summary>
public sealed partial class ActivationRunner(
    TenantDatabases databases, ActivationQueue queue, ActivationLimits limits, ImportWork imports, TimeProvider time, ILogger<ActivationRunner> log)
{
    /// <summary>Ids of batches that were queued or running when the process ended.</summary>
    public async Task<IReadOnlyList<string>> UnfinishedAsync(string slug, CancellationToken cancellationToken)
    {
        await using var context = await databases.ReadAsync(slug, cancellationToken).ConfigureAwait(false);
        return await context.ActivationBatches.Where(b => b.State == BatchState.Queued || b.State == BatchState.Running)
            .OrderBy(b => b.CreatedAt).Select(b => b.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Works a batch to its end, its cancellation, or a failure, which is recorded on the batch and logged, not thrown: the batch
    /// can be resumed. Ends early while the tenant is frozen, to go on when it no longer is; ends early, to go on at the next start, when <paramref name="stopping"/> is cancelled.
    /// </summary>
    public async Task RunAsync(string slug, string batchId, CancellationToken stopping)
    {
        try
        {
            while (await ChunkAsync(slug, batchId, stopping).ConfigureAwait(false))
                stopping.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogPaused(log, batchId, slug);
        }
        catch (TenantFrozenException)
        {
            LogFrozen(log, batchId, slug);
        }
        catch (Exception fault)
        {
            LogFailed(log, fault, batchId, slug);
            await RecordFailureAsync(slug, batchId, fault.Message).ConfigureAwait(false);
        }
        finally
        {
            queue.Finished(batchId);
        }
    }

    /// <returns>false when the batch is at its end.</returns>
    private Task<bool> ChunkAsync(string slug, string batchId, CancellationToken cancellationToken) => databases.WriteAsync(slug, async context =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var batch = await context.ActivationBatches.SingleAsync(b => b.Id == batchId, cancellationToken).ConfigureAwait(false);
        if (batch.State is not (BatchState.Queued or BatchState.Running))
            return false;
        batch.State = BatchState.Running;
        batch.StartedAt ??= now;
        if (ImportOrder.Of(batch.Filter) is { } order)
            return await ImportAsync(context, slug, batch, order, now, cancellationToken).ConfigureAwait(false);
        var chunk = (await new SqlText("SELECT min(seq), max(seq) FROM (SELECT seq FROM activation_items WHERE batch_id = ").Value(batchId)
            .Add($" AND outcome = '{ItemOutcome.Pending}' ORDER BY seq LIMIT ").Value(limits.ChunkSize).Add(") AS chunk")
            .RowsAsync(context, r => r.IsDBNull(0) ? ((int First, int Last)?)null : (r.GetInt32(0), r.GetInt32(1)), cancellationToken).ConfigureAwait(false)).Single();
        if (chunk is not { } range)
        {
            batch.State = BatchState.Completed;
            batch.FinishedAt = now;
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
        await DecideAsync(context, batch, range, cancellationToken).ConfigureAwait(false);
        batch.Changed += await AuditAsync(context, batch, range, now, cancellationToken).ConfigureAwait(false);
        await ChangeAsync(context, batch, range, cancellationToken).ConfigureAwait(false);
        batch.Drifted = (int)await new SqlText("SELECT count(*) FROM activation_items WHERE batch_id = ").Value(batchId).Add($" AND outcome = '{ItemOutcome.Drifted}'")
            .NumberAsync(context, cancellationToken).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }, cancellationToken);

    private async Task<bool> ImportAsync(TenantContext context, string slug, ActivationBatch batch, ImportOrder order, DateTime now, CancellationToken cancellationToken)
    {
        var more = await imports.ChunkAsync(context, slug, batch, order, limits.ChunkSize, now, cancellationToken).ConfigureAwait(false);
        if (!more)
            (batch.State, batch.FinishedAt) = (BatchState.Completed, now);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return more;
    }

    /// <summary>What happens to each record of the chunk, judged by its state now against what was pinned.</summary>
    private static async Task DecideAsync(TenantContext context, ActivationBatch batch, (int First, int Last) range, CancellationToken cancellationToken)
    {
        var protectedOnes = batch.Activate ? "" : $" WHEN p.is_protected THEN '{ItemOutcome.Protected}'";
        await Chunk(new SqlText($"UPDATE activation_items AS x SET new_version = p.version + 1, outcome = CASE WHEN p.version <> x.version THEN '{ItemOutcome.Drifted}' WHEN p.is_active = ")
            .Value(batch.Activate).Add($" THEN '{ItemOutcome.Already}'{protectedOnes} ELSE '{ItemOutcome.Changed}' END FROM {batch.Entity} p WHERE p.id = x.entity_id AND "),
            batch, range, ItemOutcome.Pending).ExecuteAsync(context, cancellationToken).ConfigureAwait(false);
        // Still pending: the record itself is gone.
        await Chunk(new SqlText($"UPDATE activation_items AS x SET outcome = '{ItemOutcome.Drifted}', detail = 'the record no longer exists' WHERE "),
            batch, range, ItemOutcome.Pending).ExecuteAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Audit rows written: one for each record that changes.</returns>
    private static async Task<int> AuditAsync(TenantContext context, ActivationBatch batch, (int First, int Last) range, DateTime now, CancellationToken cancellationToken)
    {
        var records = await Chunk(new SqlText($"SELECT x.entity_id, p.name FROM activation_items x JOIN {batch.Entity} p ON p.id = x.entity_id WHERE "), batch, range, ItemOutcome.Changed)
            .Add(" ORDER BY x.seq").RowsAsync(context, r => (r.GetInt64(0), r.GetString(1)), cancellationToken).ConfigureAwait(false);
        var entry = new AuditEntry
        {
            OccurredAt = now,
            Actor = batch.CreatedBy,
            ActorId = batch.CreatedById,
            Origin = batch.Origin,
            Action = batch.Activate ? AuditActions.Activate : AuditActions.Deactivate,
            Entity = batch.Entity,
            Reason = batch.Ticket is null ? batch.Reason : $"{batch.Reason} [{batch.Ticket}]",
            Before = batch.Activate ? "{\"is_active\":false}" : "{\"is_active\":true}",
            After = batch.Activate ? "{\"is_active\":true}" : "{\"is_active\":false}",
            BatchId = batch.Id,
        };
        await AuditChain.AppendAsync(context, entry, records, cancellationToken).ConfigureAwait(false);
        return records.Count;
    }

    private static Task<int> ChangeAsync(TenantContext context, ActivationBatch batch, (int First, int Last) range, CancellationToken cancellationToken) =>
        Chunk(new SqlText($"UPDATE {batch.Entity} SET version = version + 1, is_active = ").Value(batch.Activate)
            .Add(" WHERE id IN (SELECT x.entity_id FROM activation_items x WHERE "), batch, range, ItemOutcome.Changed).Add(")")
            .ExecuteAsync(context, cancellationToken);

    private static SqlText Chunk(SqlText statement, ActivationBatch batch, (int First, int Last) range, string outcome) => statement
        .Add("x.batch_id = ").Value(batch.Id).Add($" AND x.outcome = '{outcome}' AND x.seq BETWEEN ").Value(range.First).Add(" AND ").Value(range.Last);

    private async Task RecordFailureAsync(string slug, string batchId, string message)
    {
        try
        {
            await databases.WriteAsync(slug, context => context.ActivationBatches.Where(b => b.Id == batchId)
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.State, BatchState.Failed).SetProperty(b => b.Error, message.Length > 500 ? message[..500] : message)), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The same trouble (a full disk, say) may keep the failure from being recorded; the batch then resumes at the next start.
            LogNotRecorded(log, fault, batchId);
        }
    }

    [LoggerMessage(LogLevel.Information, "Batch {BatchId} of {Tenant} paused; it goes on at the next start")]
    private static partial void LogPaused(ILogger logger, string batchId, string tenant);

    [LoggerMessage(LogLevel.Information, "Batch {BatchId} of {Tenant} waits: the tenant is moving; it goes on afterwards")]
    private static partial void LogFrozen(ILogger logger, string batchId, string tenant);

    [LoggerMessage(LogLevel.Error, "Batch {BatchId} of {Tenant} failed; it can be resumed")]
    private static partial void LogFailed(ILogger logger, Exception fault, string batchId, string tenant);

    [LoggerMessage(LogLevel.Error, "The failure of batch {BatchId} could not be recorded")]
    private static partial void LogNotRecorded(ILogger logger, Exception fault, string batchId);
}
