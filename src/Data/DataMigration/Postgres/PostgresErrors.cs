using System.Net.Sockets;
using Npgsql;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>Turns what the driver or the server says into one line with a next step.</summary>
internal static class PostgresErrors
{
    /// <summary>The connection or the server is gone; another attempt may succeed.</summary>
    public static bool IsConnectionLost(Exception error) => error switch
    {
        PostgresException server => server.SqlState is "57P01" or "57P02" or "57P03" or "53300" || server.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException or IOException or SocketException or TimeoutException => true,
        // What a connection says that broke before; the same types from elsewhere are faults of the program.
        InvalidOperationException { Source: "Npgsql" } => true,
        _ => false,
    };

    /// <summary>The session that holds the snapshot is gone, so nobody can join it any more.</summary>
    public static bool IsSnapshotLost(Exception error) => error is PostgresException { SqlState: "22023" or "42704" or "55000" };

    public static DataMigrationException Explain(Exception error, SourceAddress source)
    {
        var message = error switch
        {
            PostgresException { SqlState: "28P01" or "28000" } =>
                $"PostgreSQL at {source.Host}:{source.Port} refused user '{source.User}'. Check user name and password (and pg_hba.conf).",
            PostgresException { SqlState: "3D000" } =>
                $"There is no database '{source.Database}' at {source.Host}:{source.Port}. Check Database= in the source.",
            PostgresException { SqlState: "42501" } denied =>
                $"User '{source.User}' may not read everything in {source} ({denied.MessageText}). Grant SELECT on all tables (and BYPASSRLS where row security is on) and copy again.",
            PostgresException { SqlState: "57P01" or "57P02" or "57P03" } stopped =>
                $"The source {source} ended the connection ({stopped.MessageText}). Copy again when it runs.",
            PostgresException when IsSnapshotLost(error) =>
                $"The connection to {source} that held its snapshot broke off. Check the network and the server, then copy again.",
            PostgresException { SqlState: "55P03" } =>
                $"A table of {source} is locked by another session. Copy again when its schema change is over.",
            PostgresException { SqlState: "53300" } =>
                $"The source {source} has no free connection; a copy needs one for each job and one more. Close some, or use fewer (--jobs), and copy again.",
            PostgresException other => $"The source {source} answered: {other.MessageText} (SQLSTATE {other.SqlState}). The target is untouched.",
            NpgsqlException { InnerException: SocketException socket } =>
                $"Cannot reach PostgreSQL at {source.Host}:{source.Port} ({socket.Message}). Check host, port and that the server listens there.",
            NpgsqlException { InnerException: TimeoutException } or TimeoutException =>
                $"PostgreSQL at {source.Host}:{source.Port} did not answer in time. Check the network, then copy again.",
            NpgsqlException { InnerException: IOException } or IOException =>
                $"The connection to {source} broke off ({error.Message}). Check the network and the server, then copy again.",
            NpgsqlException => $"Reading {source} failed: {error.Message} The target is untouched.",
            _ => $"The copy of {source} failed: {error.Message} The target is untouched.",
        };
        return new DataMigrationException(message, error);
    }
}
