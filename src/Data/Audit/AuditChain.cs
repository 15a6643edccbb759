using System.Text.Encodings.Web;
using System.Text.Json;
using AdminApp.Data.Schema;
using AdminApp.Data.Sql;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Audit;

/// <summary>
/// Adds rows to the end of the audit's chain (decision 0014). Their numbers follow each other without a gap, and the primary key
/// keeps two transactions from adding behind the same row.
/// </summary>
internal static class AuditChain
{
    /// <summary>The primary key that refuses a second row behind the same one.</summary>
    public const string Guard = "audit_entries_pkey";

    /// <summary>On PostgreSQL: those who add rows take turns until their transaction ends; readers and the origin's application are not concerned.</summary>
    public const string Turn = "LOCK TABLE activation_batches IN SHARE UPDATE EXCLUSIVE MODE";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives the rows that are about to be saved their numbers and hashes.</summary>
    public static async Task SealAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var added = context.ChangeTracker.Entries<AuditEntry>().Where(entry => entry.State == EntityState.Added).ToList();
        if (added.Count == 0)
            return;
        var (id, hash) = await HeadAsync(context, cancellationToken).ConfigureAwait(false);
        var seal = new AuditSeal();
        foreach (var entry in added)
        {
            entry.Property(row => row.Id).CurrentValue = ++id;
            hash = entry.Entity.Hash = seal.Of(hash, entry.Entity);
        }
    }

    /// <summary>Adds a row for each of many records, all else being equal, in one statement.</summary>
    /// <param name="context">Inside the transaction of the change.</param>
    /// <param name="entry">What the rows share.</param>
    /// <param name="records">Id and name, in the order of the chain.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    public static async Task AppendAsync(TenantContext context, AuditEntry entry, IReadOnlyList<(long Id, string Name)> records, CancellationToken cancellationToken)
    {
        var (id, hash) = await HeadAsync(context, cancellationToken).ConfigureAwait(false);
        entry.Id = id;
        var seal = new AuditSeal();
        var rows = new object[records.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            (entry.Id, entry.EntityId, entry.EntityName) = (entry.Id + 1, records[i].Id, records[i].Name);
            hash = seal.Of(hash, entry);
            rows[i] = new object[] { entry.Id, records[i].Id, records[i].Name, Convert.ToHexString(hash) };
        }
        await new SqlText("INSERT INTO audit_entries (id, occurred_at, actor, actor_id, origin, action, entity, entity_id, entity_name, reason, before, after, batch_id, hash) SELECT CAST(r.value ->> 0 AS bigint), ")
            .Value(entry.OccurredAt).Add(", ").Value(entry.Actor).Add(", ").Value(entry.ActorId).Add(", ").Value(entry.Origin).Add(", ").Value(entry.Action).Add(", ").Value(entry.Entity)
            .Add(", CAST(r.value ->> 1 AS bigint), r.value ->> 2, ").Value(entry.Reason).Add(", ").Value(entry.Before).Add(", ").Value(entry.After).Add(", ").Value(entry.BatchId)
            .Add($", {SqlDialect.FromHex}(r.value ->> 3{SqlDialect.AsHex}) FROM {SqlDialect.JsonRows}(").Value(JsonSerializer.Serialize(rows, Json)).Add($"{SqlDialect.AsJson}) AS r")
            .ExecuteAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last row's number and hash; rows from before the chain have none, and the chain begins behind them.</summary>
    private static async Task<(long Id, byte[] Hash)> HeadAsync(TenantContext context, CancellationToken cancellationToken) =>
        (await new SqlText("SELECT id, hash FROM audit_entries ORDER BY id DESC LIMIT 1")
            .RowsAsync(context, r => (r.GetInt64(0), r.IsDBNull(1) ? AuditSeal.Genesis : r.GetFieldValue<byte[]>(1)), cancellationToken).ConfigureAwait(false))
        is [var head] ? head : (0, AuditSeal.Genesis);
}
