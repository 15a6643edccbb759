using System.Net.Sockets;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Back;

/// <summary>Turns what the driver or the target's server says into one line with a next step.</summary>
internal static class RestoreErrors
{
    private const string Unchanged = "The database is as it was";

    public static DataMigrationException Explain(Exception error, SourceAddress target) => new(error switch
    {
        PostgresException { SqlState: "28P01" or "28000" } =>
            $"PostgreSQL at {target.Host}:{target.Port} refused user '{target.User}'. Check user name and password (and pg_hba.conf).",
        PostgresException { SqlState: "3D000" } =>
            $"There is no database '{target.Database}' at {target.Host}:{target.Port}. Create it (createdb {target.Database}) and restore again.",
        PostgresException server => $"{target} answered: {Words(server)}. {Unchanged}.",
        NpgsqlException { InnerException: SocketException socket } =>
            $"Cannot reach PostgreSQL at {target.Host}:{target.Port} ({socket.Message}). Check host, port and that the server listens there.",
        NpgsqlException or IOException or TimeoutException =>
            $"The connection to {target} broke off ({error.Message}). {Unchanged}; check the network and the server, then restore again.",
        _ => $"Restoring into {target} failed: {error.Message} {Unchanged}.",
    }, error);

    /// <summary>A definition the server refuses.</summary>
    public static DataMigrationException Refused(PostgresException error, string kind, string name) => new(
        $"The {kind} {name} could not be made: {Words(error)}. {Unchanged}; {NextStep(error)}, then restore again.", error);

    /// <summary>Rows the server refuses.</summary>
    public static DataMigrationException RowsRefused(PostgresException error, string table) => new(
        $"The rows of {table} were refused: {Words(error)}{(error.Where is { } where ? $" ({OneLine(where)})" : "")}. {Unchanged}; correct the value in the file, then restore again.", error);

    /// <summary>What the server said, in one line.</summary>
    public static string Words(PostgresException error) =>
        OneLine($"{error.MessageText}{(error.Detail is { } detail ? $": {detail.TrimEnd('.')}" : "")} (SQLSTATE {error.SqlState})");

    private static string NextStep(PostgresException error) => error.SqlState switch
    {
        "58P01" or "0A000" => "install what it names on the server",
        "42501" => "restore as a user with more rights",
        "53200" => "raise max_locks_per_transaction of the server",
        "53100" => "free space on the server",
        "23503" or "23505" or "23514" or "23P01" => "correct the rows in the file",
        _ => "mend the cause",
    };

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
