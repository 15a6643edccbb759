using AdminApp.Data.DataMigration.Postgres;
using Npgsql;
using Npgsql.Replication;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Sessions of a stream on its source, all with the settings that values are compared under.</summary>
internal static class StreamSessions
{
    // The smallest unit of money is counted in the source's own locale; its signs and points are C's.
    private const string Settings =
        "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c extra_float_digits=3 -c bytea_output=hex -c lc_monetary=C "
        + "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0";

    /// <summary>Receives changes, or makes a slot.</summary>
    public static async Task<LogicalReplicationConnection> ReplicationAsync(SourceAddress address, CancellationToken cancellationToken)
    {
        var connection = new LogicalReplicationConnection(With(address)) { WalReceiverStatusInterval = TimeSpan.FromSeconds(5), WalReceiverTimeout = TimeSpan.FromSeconds(60) };
        try
        {
            await connection.Open(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks and alters beside it.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(SourceAddress address, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(With(address));
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string With(SourceAddress address)
    {
        var builder = new NpgsqlConnectionStringBuilder(address.ConnectionString) { ApplicationName = "AdminApp data stream", CommandTimeout = 60, Timeout = 15 };
        builder.Options = string.IsNullOrEmpty(builder.Options) ? Settings : $"{builder.Options} {Settings}";
        builder.Timezone = null;
        return builder.ConnectionString;
    }
}
