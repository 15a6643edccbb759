using System.Text.Json;
using AdminApp.Data.Access;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Activations;

/// <summary>Reads batches and their records.</summary>
public sealed class ActivationQueries(TenantDatabases databases)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Batches that were applied, newest first; previews are left out.</summary>
    public async Task<IReadOnlyList<BatchView>> ListAsync(TenantAccess access, int pageIndex, int pageSize, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var batches = await context.ActivationBatches
            .Where(b => b.State != BatchState.Previewed && b.State != BatchState.Expired)
            .OrderByDescending(b => b.CreatedAt).ThenByDescending(b => b.Id)
            .Skip(pageIndex * pageSize).Take(pageSize).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. batches.Select(View)];
    }

    /// <summary>How many <see cref="ListAsync"/> would list over all its pages.</summary>
    public async Task<CappedCount> CountAsync(TenantAccess access, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        return await CappedCount.OfAsync(context, "activation_batches", new SqlText($" WHERE state NOT IN ('{BatchState.Previewed}', '{BatchState.Expired}')"), cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="BatchNotFoundException">No such batch.</exception>
    public async Task<BatchView> GetAsync(TenantAccess access, string batchId, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        return View(await context.ActivationBatches.SingleOrDefaultAsync(b => b.Id == batchId, cancellationToken).ConfigureAwait(false)
            ?? throw new BatchNotFoundException(batchId));
    }

    /// <summary>Records of a batch in their order, with the names they have now.</summary>
    /// <param name="access">Who, where.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="outcome">Only those with this <see cref="ItemOutcome"/>; null for all.</param>
    /// <param name="pageIndex">From 0.</param>
    /// <param name="pageSize">At most this many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<BatchItemView>> ItemsAsync(TenantAccess access, BatchView batch, string? outcome, int pageIndex, int pageSize, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var sql = new SqlText($"SELECT x.entity_id, p.name, x.outcome, x.detail FROM activation_items x LEFT JOIN {Table(batch.Entity)} p ON p.id = x.entity_id WHERE x.batch_id = ").Value(batch.Id);
        if (outcome is not null)
            sql.Add(" AND x.outcome = ").Value(outcome);
        return await sql.Add(" ORDER BY x.seq LIMIT ").Value(pageSize).Add(" OFFSET ").Value((long)pageIndex * pageSize)
            .RowsAsync(context, r => new BatchItemView(r.GetInt64(0), r.Text(1), r.GetString(2), r.Text(3)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The entity comes from the database; only these two may become part of a statement.</summary>
    private static string Table(string entity) => entity is "parties" or "products" ? entity : throw new ArgumentOutOfRangeException(nameof(entity), entity, null);

    private static BatchView View(ActivationBatch b) => new(
        b.Id, b.Entity, b.Activate, b.State, b.Reason, b.UndoOf, b.UndoneBy, b.CreatedBy, b.Origin, b.CreatedAt, b.StartedAt, b.FinishedAt,
        b.Total, b.WillChange, b.Already, b.ProtectedCount, b.Changed, b.Drifted, b.Failed, b.Filter, b.Error,
        b.Summary is null ? [] : JsonSerializer.Deserialize<List<Dependants>>(b.Summary, Json) ?? [])
    { Ticket = b.Ticket };
}
