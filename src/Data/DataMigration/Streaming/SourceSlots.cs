using System.Text.Json;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>A slot of ours as the source has it.</summary>
/// <param name="Active">Somebody streams from it.</param>
/// <param name="Confirmed">Everything up to there was said to be durable.</param>
/// <param name="Lost">Why it is of no use any more; null when it is.</param>
/// <param name="Now">The end of the source's log.</param>
/// <param name="RetainedBytes">Log kept for it.</param>
/// <param name="Owner">Who made it, see <see cref="SlotOwner"/>; null when nobody said.</param>
internal sealed record SourceSlot(string Name, bool Active, NpgsqlLogSequenceNumber Confirmed, string? Lost, NpgsqlLogSequenceNumber Now, long RetainedBytes, SlotOwner? Owner);

/// <summary>Who made a slot; kept as the comment of its publication.</summary>
internal sealed record SlotOwner(string Machine, string File)
{
    public static SlotOwner Of(StreamTarget target) => new(Environment.MachineName, target.Path);
}

/// <summary>Makes, finds and drops slots and their publications, which have the same name.</summary>
internal static class SourceSlots
{
    /// <summary>Begins the name of every slot of ours.</summary>
    public const string Prefix = "adminapp_";

    private const string InUse = "55006";
    private static readonly TimeSpan LetGoFor = TimeSpan.FromSeconds(20);

    // to_jsonb, because columns differ between versions.
    private const string SlotsSql = """
        SELECT s.slot_name::text, s.active, s.confirmed_flush_lsn, s.j ->> 'wal_status', s.j ->> 'invalidation_reason', pg_current_wal_lsn(),
            coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn), 0)::bigint, (SELECT obj_description(p.oid, 'pg_publication') FROM pg_publication p WHERE p.pubname = s.slot_name)
        FROM (SELECT r.*, to_jsonb(r) AS j FROM pg_replication_slots r) s
        WHERE s.database = current_database() AND s.plugin = 'pgoutput' AND starts_with(s.slot_name, $1)
        UNION ALL
        SELECT p.pubname::text, false, NULL, 'lost', 'only its publication is left', pg_current_wal_lsn(), 0, obj_description(p.oid, 'pg_publication')
        FROM pg_publication p WHERE starts_with(p.pubname, $1) AND NOT EXISTS (SELECT FROM pg_replication_slots r WHERE r.slot_name = p.pubname)
        ORDER BY 1
        """;

    /// <param name="session">On the source's database.</param>
    /// <param name="name">A whole name, or <see cref="Prefix"/> for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<SourceSlot>> ListAsync(NpgsqlConnection session, string name, CancellationToken cancellationToken)
    {
        var slots = new List<SourceSlot>();
        await using var command = new NpgsqlCommand(SlotsSql, session) { Parameters = { new NpgsqlParameter { Value = name } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            slots.Add(new SourceSlot(
                reader.GetString(0), reader.GetBoolean(1), reader.IsDBNull(2) ? default : reader.GetFieldValue<NpgsqlLogSequenceNumber>(2),
                reader.IsDBNull(3) || reader.GetString(3) != "lost" ? null : reader.IsDBNull(4) ? "its log was removed" : reader.GetString(4),
                reader.GetFieldValue<NpgsqlLogSequenceNumber>(5), reader.GetInt64(6), reader.IsDBNull(7) ? null : OwnerOf(reader.GetString(7))));
        }
        return slots;
    }

    public static async Task<SourceSlot?> FindAsync(NpgsqlConnection session, string name, CancellationToken cancellationToken) =>
        (await ListAsync(session, name, cancellationToken).ConfigureAwait(false)).FirstOrDefault(slot => slot.Name == name);

    /// <summary>Makes the publication of these tables; one that is there and has them is taken as it is.</summary>
    /// <exception cref="DataMigrationException">The user may not; names the statement for somebody who may.</exception>
    public static async Task PublishAsync(NpgsqlConnection session, string name, SourceCatalogue catalogue, SlotOwner owner, SourceAddress address, CancellationToken cancellationToken)
    {
        if (await PublishesAsync(session, name, catalogue, cancellationToken).ConfigureAwait(false))
            return;
        var tables = string.Join(", ", catalogue.Parts.Select(part => $"ONLY {SourceTable.Quote(part.Schema)}.{SourceTable.Quote(part.Name)}"));
        var sql = $"CREATE PUBLICATION {SourceTable.Quote(name)} FOR TABLE {tables} WITH (publish = 'insert, update, delete, truncate')";
        try
        {
            await ExecuteAsync(session, $"DROP PUBLICATION IF EXISTS {SourceTable.Quote(name)}", cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(session, sql, cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(session, $"COMMENT ON PUBLICATION {SourceTable.Quote(name)} IS {SourceTable.Literal(JsonSerializer.Serialize(owner))}", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (error.SqlState == "42501")
        {
            throw new DataMigrationException($"User '{address.User}' may not publish the tables of {address} ({error.MessageText}). Let their owner do it, who needs CREATE on the database: {sql};", error);
        }
    }

    /// <summary>Whether every table is published, whole and with every kind of change.</summary>
    public static async Task<bool> PublishesAsync(NpgsqlConnection session, string name, SourceCatalogue catalogue, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT count(*) = $2::bigint FROM pg_publication p JOIN pg_publication_rel r ON r.prpubid = p.oid
            WHERE p.pubname = $1 AND p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate AND r.prrelid = ANY ($3)
              AND to_jsonb(r) ->> 'prqual' IS NULL AND to_jsonb(r) ->> 'prattrs' IS NULL
            """;
        await using var command = new NpgsqlCommand(sql, session);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        command.Parameters.Add(new NpgsqlParameter { Value = (long)catalogue.Parts.Count });
        command.Parameters.Add(new NpgsqlParameter { Value = catalogue.Parts.Select(part => part.Oid).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Oid });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Drops slot and publication; what is not there is no fault. Whoever streams from it is ended.</summary>
    public static async Task DropAsync(NpgsqlConnection session, string name, CancellationToken cancellationToken)
    {
        var until = DateTime.UtcNow + LetGoFor;
        while (true)
        {
            try
            {
                await ExecuteAsync(session, $"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '{name}'", cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (PostgresException error) when (error.SqlState == InUse && DateTime.UtcNow < until)
            {
                await ExecuteAsync(session, $"SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '{name}' AND active_pid IS NOT NULL", cancellationToken).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken).ConfigureAwait(false);
            }
        }
        try
        {
            await ExecuteAsync(session, $"DROP PUBLICATION IF EXISTS {SourceTable.Quote(name)}", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (error.SqlState == "42501")
        {
            // Somebody else's, made for us: it costs the source nothing.
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection session, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static SlotOwner? OwnerOf(string comment)
    {
        try
        {
            return JsonSerializer.Deserialize<SlotOwner>(comment);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
