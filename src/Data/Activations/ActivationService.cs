using System.Text.Json;
using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Activations;

/// <summary>Limits of bulk actions; configuration section <c>Activations</c>.</summary>
/// <param name="ChunkSize">Records per transaction. Bounds how long other writers wait.</param>
/// <param name="TypeNumberFrom">From this many changes on, applying needs the number typed.</param>
/// <param name="PreviewMinutes">How long a preview may be applied.</param>
public sealed record ActivationLimits(int ChunkSize, int TypeNumberFrom, int PreviewMinutes)
{
    /// <summary>Reasons offered to choose from; any other may be typed.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

/// <summary>
/// Bulk activation and deactivation: preview pins the records with their versions, apply works through exactly those, undo is a
/// batch that takes another one back. Applying itself is <see cref="ActivationRunner"/>'s, outside any request.
/// </summary>
public sealed class ActivationService(TenantDatabases databases, ActivationQueue queue, ActivationLimits limits, TimeProvider time)
{
    private const int SampleSize = 8;
    private const int MaxReason = 500;
    private const int MaxTicket = 100;

    /// <inheritdoc cref="ActivationLimits.Reasons"/>
    public IReadOnlyList<string> Reasons => limits.Reasons;

    /// <summary>Pins the selection and counts what applying it would do. Changes no record.</summary>
    /// <exception cref="ForbiddenException">The actor may not change activations.</exception>
    public async Task<ActivationPreview> PreviewAsync(TenantAccess access, ActivationSelection selection, bool activate, CancellationToken cancellationToken)
    {
        access.Demand(Permission.ChangeActivation);
        var id = Guid.CreateVersion7().ToString();
        var now = Now;
        return await databases.WriteAsync(access.Slug, async context =>
        {
            await DropStalePreviewsAsync(context, now, cancellationToken).ConfigureAwait(false);
            var batch = NewBatch(access, id, selection.Entity, activate, BatchState.Previewed, now);
            batch.Filter = JsonSerializer.Serialize(selection.Describe(), ActivationQueries.Json);
            context.ActivationBatches.Add(batch);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            var plan = await SearchPlan.ChooseAsync(context, selection.SearchIndex, selection.Search, cancellationToken).ConfigureAwait(false);
            await PinAsync(context, batch, selection.Where(plan), cancellationToken).ConfigureAwait(false);
            await CountAsync(context, batch, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<Dependants> dependants = activate ? [] : await DependantCounts.CountAsync(context, batch.Entity, id, cancellationToken).ConfigureAwait(false);
            batch.Summary = JsonSerializer.Serialize(dependants, ActivationQueries.Json);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            var sample = await SampleAsync(context, batch, cancellationToken).ConfigureAwait(false);
            return new ActivationPreview(id, batch.Entity, activate, batch.WillChange, batch.Already, batch.ProtectedCount,
                dependants, sample, batch.WillChange >= limits.TypeNumberFrom, now.AddMinutes(limits.PreviewMinutes));
        }, cancellationToken, audited: false).ConfigureAwait(false);
    }

    /// <summary>
    /// Queues a previewed batch. Asking again for a batch that was queued already is a success that does nothing: a button pressed
    /// twice makes one batch.
    /// </summary>
    /// <param name="access">Who, where.</param>
    /// <param name="batchId">The preview token.</param>
    /// <param name="reason">Why; goes into every audit row. Required.</param>
    /// <param name="typedNumber">The number of changes as typed; needed from the configured size on.</param>
    /// <param name="cancellationToken">Ends the wait for the write gate.</param>
    /// <param name="ticket">Where the wish came from; stands behind the reason in every audit row.</param>
    /// <exception cref="BatchNotFoundException">No such batch.</exception>
    /// <exception cref="BatchRefusedException">No reason, the wrong number, an expired or somebody else's preview.</exception>
    public async Task ApplyAsync(TenantAccess access, string batchId, string? reason, int? typedNumber, CancellationToken cancellationToken, string? ticket = null)
    {
        access.Demand(Permission.ChangeActivation);
        var source = Ticket(ticket);
        var why = RequireReason(reason, source is null ? MaxReason : MaxReason - source.Length - 3);
        // A button that is pressed again and again must not keep other writers waiting.
        await using (var look = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false))
        {
            if ((await FindAsync(look, batchId, cancellationToken).ConfigureAwait(false)).State is not (BatchState.Previewed or BatchState.Expired))
                return;
        }
        var queued = await databases.WriteAsync(access.Slug, async context =>
        {
            var batch = await FindAsync(context, batchId, cancellationToken).ConfigureAwait(false);
            if (batch.State is not (BatchState.Previewed or BatchState.Expired))
                return false;
            RefuseUnfit(access, batch, typedNumber);
            (batch.Reason, batch.Ticket) = (why, source);
            batch.State = BatchState.Queued;
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);
        if (queued)
            queue.Enqueue(access.Slug, batchId);
    }

    /// <summary>Takes a finished batch back: a new batch over the records it changed, skipping those changed since.</summary>
    /// <returns>Id of the new batch, queued; of the existing one when it was undone already.</returns>
    /// <exception cref="BatchNotFoundException">No such batch.</exception>
    /// <exception cref="BatchRefusedException">It is still running or changed nothing.</exception>
    public async Task<string> UndoAsync(TenantAccess access, string batchId, string? reason, CancellationToken cancellationToken)
    {
        access.Demand(Permission.ChangeActivation);
        var id = Guid.CreateVersion7().ToString();
        var undoing = await databases.WriteAsync(access.Slug, async context =>
        {
            var original = await FindAsync(context, batchId, cancellationToken).ConfigureAwait(false);
            if (original.UndoneBy is { } already)
                return already;
            if (original.State is BatchState.Queued or BatchState.Running)
                throw new BatchRefusedException("The batch is still running. Cancel it or wait until it has finished, then undo it.");
            if (original.Changed == 0)
                throw new BatchRefusedException("The batch changed nothing, so there is nothing to undo.");
            var batch = NewBatch(access, id, original.Entity, !original.Activate, BatchState.Queued, Now);
            batch.UndoOf = batchId;
            batch.Reason = string.IsNullOrWhiteSpace(reason) ? Truncated("Undo: " + original.Reason) : RequireReason(reason);
            original.UndoneBy = id;
            context.ActivationBatches.Add(batch);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            await new SqlText("INSERT INTO activation_items (batch_id, seq, entity_id, version, outcome) SELECT ").Value(id)
                .Add($", row_number() OVER (ORDER BY seq), entity_id, new_version, '{ItemOutcome.Pending}' FROM activation_items WHERE batch_id = ").Value(batchId)
                .Add($" AND outcome = '{ItemOutcome.Changed}'")
                .ExecuteAsync(context, cancellationToken).ConfigureAwait(false);
            await CountAsync(context, batch, cancellationToken).ConfigureAwait(false);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return id;
        }, cancellationToken).ConfigureAwait(false);
        if (undoing == id)
            queue.Enqueue(access.Slug, id);
        return undoing;
    }

    /// <summary>Stops a batch before its next chunk; what is done stays done and can be undone.</summary>
    /// <exception cref="BatchNotFoundException">No such batch.</exception>
    public Task CancelAsync(TenantAccess access, string batchId, CancellationToken cancellationToken)
    {
        access.Demand(Permission.ChangeActivation);
        return databases.WriteAsync(access.Slug, async context =>
        {
            var batch = await FindAsync(context, batchId, cancellationToken).ConfigureAwait(false);
            if (batch.State is not (BatchState.Queued or BatchState.Running))
                return;
            batch.State = BatchState.Cancelled;
            batch.FinishedAt = Now;
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }, cancellationToken);
    }

    /// <summary>Goes on with a batch that failed or was cancelled, with the records it had not reached.</summary>
    /// <exception cref="BatchNotFoundException">No such batch.</exception>
    /// <exception cref="BatchRefusedException">It has been undone, or nothing is left to do.</exception>
    public async Task ResumeAsync(TenantAccess access, string batchId, CancellationToken cancellationToken)
    {
        access.Demand(Permission.ChangeActivation);
        await databases.WriteAsync(access.Slug, async context =>
        {
            var batch = await FindAsync(context, batchId, cancellationToken).ConfigureAwait(false);
            if (batch.State is not (BatchState.Failed or BatchState.Cancelled) || batch.UndoneBy is not null)
                throw new BatchRefusedException("Only a failed or cancelled batch that was not undone can go on.");
            batch.State = BatchState.Queued;
            batch.Error = null;
            batch.FinishedAt = null;
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        queue.Enqueue(access.Slug, batchId);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private void RefuseUnfit(TenantAccess access, ActivationBatch batch, int? typedNumber)
    {
        if (batch.State == BatchState.Expired || batch.CreatedAt.AddMinutes(limits.PreviewMinutes) < Now)
            throw new BatchRefusedException("The preview has expired. Preview again, so that what you see is what is applied.");
        if (batch.CreatedById != access.Actor.Id || batch.CreatedBy != access.Actor.Name)
            throw new BatchRefusedException($"The preview was made by {batch.CreatedBy}. Make your own preview.");
        if (batch.WillChange == 0)
            throw new BatchRefusedException("Nothing would change, so there is nothing to apply.");
        if (batch.WillChange >= limits.TypeNumberFrom && typedNumber != batch.WillChange)
            throw new BatchRefusedException($"Type {batch.WillChange} to confirm; you typed {typedNumber?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}.");
    }

    private static string? Ticket(string? ticket) => ticket?.Trim() switch
    {
        null or "" => null,
        { Length: > MaxTicket } text => throw new BatchRefusedException($"The ticket has {text.Length} characters; at most {MaxTicket} fit. Give its number."),
        var text => text,
    };

    private static string RequireReason(string? reason, int most = MaxReason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new BatchRefusedException("A reason is required; it is kept in the audit trail.");
        if (reason.Trim().Length > most)
            throw new BatchRefusedException($"The reason has {reason.Trim().Length} characters; at most {most} fit{(most < MaxReason ? " beside the ticket" : "")}. Shorten it.");
        return reason.Trim();
    }

    private static string Truncated(string text) => text.Length > MaxReason ? text[..MaxReason] : text;

    private static ActivationBatch NewBatch(TenantAccess access, string id, string entity, bool activate, string state, DateTime now) => new()
    {
        Id = id,
        Entity = entity,
        Activate = activate,
        State = state,
        CreatedBy = access.Actor.Name,
        CreatedById = access.Actor.Id,
        Origin = access.Actor.Origin,
        CreatedAt = now,
    };

    private static async Task<ActivationBatch> FindAsync(TenantContext context, string batchId, CancellationToken cancellationToken) =>
        await context.ActivationBatches.SingleOrDefaultAsync(b => b.Id == batchId, cancellationToken).ConfigureAwait(false)
        ?? throw new BatchNotFoundException(batchId);

    private static Task<int> PinAsync(TenantContext context, ActivationBatch batch, SqlText where, CancellationToken cancellationToken)
    {
        var protectedOnes = batch.Activate ? "" : $" WHEN p.is_protected THEN '{ItemOutcome.Protected}'";
        return new SqlText("INSERT INTO activation_items (batch_id, seq, entity_id, version, outcome) SELECT ").Value(batch.Id)
            .Add(", row_number() OVER (ORDER BY p.id), p.id, p.version, CASE WHEN p.is_active = ").Value(batch.Activate)
            .Add($" THEN '{ItemOutcome.Already}'{protectedOnes} ELSE '{ItemOutcome.Pending}' END FROM {batch.Entity} p").Add(where)
            .ExecuteAsync(context, cancellationToken);
    }

    private static async Task CountAsync(TenantContext context, ActivationBatch batch, CancellationToken cancellationToken)
    {
        var counts = (await new SqlText("SELECT outcome, count(*) FROM activation_items WHERE batch_id = ").Value(batch.Id).Add(" GROUP BY outcome")
            .RowsAsync(context, r => (Outcome: r.GetString(0), Count: r.GetInt32(1)), cancellationToken).ConfigureAwait(false)).ToDictionary(c => c.Outcome, c => c.Count);
        batch.WillChange = counts.GetValueOrDefault(ItemOutcome.Pending);
        batch.Already = counts.GetValueOrDefault(ItemOutcome.Already);
        batch.ProtectedCount = counts.GetValueOrDefault(ItemOutcome.Protected);
        batch.Total = counts.Values.Sum();
    }

    private static Task<List<string>> SampleAsync(TenantContext context, ActivationBatch batch, CancellationToken cancellationToken) =>
        new SqlText($"SELECT p.name FROM activation_items x JOIN {batch.Entity} p ON p.id = x.entity_id WHERE x.batch_id = ").Value(batch.Id)
            .Add($" AND x.outcome = '{ItemOutcome.Pending}' ORDER BY x.seq LIMIT ").Value(SampleSize)
            .RowsAsync(context, r => r.GetString(0), cancellationToken);

    /// <summary>Previews nobody applied hold a row per record; they go when the next preview is made after they expired.</summary>
    private async Task DropStalePreviewsAsync(TenantContext context, DateTime now, CancellationToken cancellationToken)
    {
        var before = now.AddMinutes(-limits.PreviewMinutes);
        var stale = await context.ActivationBatches.Where(b => b.State == BatchState.Previewed && b.CreatedAt < before).Take(20).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var batch in stale)
        {
            await context.ActivationItems.Where(i => i.BatchId == batch.Id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            batch.State = BatchState.Expired;
        }
    }
}
