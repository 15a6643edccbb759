using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Rehearse;

/// <summary>An empty PostgreSQL database that is dropped when it is no longer needed.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private ScratchDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <exception cref="DataMigrationException">The user may not make databases there.</exception>
    public static async Task<ScratchDatabase> CreateAsync(SourceAddress server, CancellationToken cancellationToken)
    {
        var scratch = new ScratchDatabase(server.ConnectionString, $"rehearsal_{Guid.NewGuid():N}"[..24]);
        try
        {
            await scratch.ExecuteAsync($"CREATE DATABASE {scratch._name} TEMPLATE template0", cancellationToken).ConfigureAwait(false);
            return scratch;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DataMigrationException($"User '{server.User}' may not make a scratch database at {server.Host}:{server.Port}. ALTER ROLE … CREATEDB, or name another server.", error);
        }
        catch (NpgsqlException error)
        {
            throw PostgresErrors.Explain(error, server);
        }
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE IF EXISTS {_name}", CancellationToken.None).ConfigureAwait(false);

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
