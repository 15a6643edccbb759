using System.Buffers.Binary;
using System.Globalization;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Whether the fallback from a cutover was committed at the source.</summary>
internal enum FallbackOutcome
{
    /// <summary>It was not, and cannot be any more.</summary>
    NotCommitted,

    /// <summary>The source has everything.</summary>
    Committed,
}

/// <summary>
/// A row that a fallback writes in its own transaction at the source: it is there exactly when the source took everything. Whoever
/// finds a tenant half way decides by it which side serves.
/// </summary>
internal static class FallbackMarker
{
    public const string Table = "_adminapp_moves";

    private const string There = $"SELECT to_regclass('{Table}') IS NOT NULL";

    /// <summary>Writes the row, and keeps others from deciding until the transaction has ended.</summary>
    /// <param name="session">The fallback's.</param>
    /// <param name="mark">The cutover it goes back on.</param>
    /// <param name="tenant">Its slug, for people.</param>
    /// <param name="lastChange">The newest entry of the change log that is taken along.</param>
    public static void Write(FallbackSession session, SourceMark mark, string tenant, long lastChange)
    {
        session.Execute($"CREATE TABLE IF NOT EXISTS {Table} (mark uuid PRIMARY KEY, tenant text NOT NULL, last_change bigint NOT NULL, moved_at timestamptz NOT NULL DEFAULT now())");
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {Table} (mark, tenant, last_change) VALUES ('{mark.Id:D}', {SourceTable.Literal(tenant)}, {lastChange})"));
    }

    /// <summary>To be held by the fallback's transaction before it writes anything.</summary>
    public static void Hold(FallbackSession session, SourceMark mark) => session.Execute($"SELECT pg_catalog.pg_advisory_xact_lock({LockOf(mark)})");

    /// <summary>
    /// Waits until no transaction of a fallback is under way there any more, also one whose process was killed, and then tells
    /// how it ended.
    /// </summary>
    /// <param name="address">The source.</param>
    /// <param name="mark">The cutover.</param>
    /// <param name="lastChange">The newest entry of the change log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DataMigrationException">The source cannot be asked, or the tenant was written to after the source had taken everything.</exception>
    public static async Task<FallbackOutcome> OutcomeAsync(SourceAddress address, SourceMark mark, long lastChange, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = new NpgsqlCommand($"SET lock_timeout = '60s'; SELECT pg_catalog.pg_advisory_lock({LockOf(mark)})", connection);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            command.CommandText = There;
            if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
                return FallbackOutcome.NotCommitted;
            command.CommandText = $"SELECT last_change FROM {Table} WHERE mark = '{mark.Id:D}'";
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) switch
            {
                long taken when taken == lastChange => FallbackOutcome.Committed,
                long taken => throw new DataMigrationException(
                    $"The source {address} took everything back, and the tenant was written to here afterwards ({lastChange - taken} changes). Both have what the other lacks: bring this side into an empty database (data fallback --full) and compare."),
                _ => FallbackOutcome.NotCommitted,
            };
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw PostgresErrors.Explain(fault, address);
        }
    }

    /// <summary>Takes the row, and what is left of the fence, away when the switch is done. Where that cannot be now they stay, and are in nobody's way.</summary>
    public static async Task ClearAsync(SourceAddress address, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = new NpgsqlCommand($"SET lock_timeout = '2s'; DROP TABLE IF EXISTS {Table}", connection);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            await SourceFence.ClearAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException)
        {
            // The tenant is served by the source already; a later cutover passes the table by.
        }
    }

    private static long LockOf(SourceMark mark)
    {
        Span<byte> bytes = stackalloc byte[16];
        mark.Id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }
}
