using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>The session at the source with the one transaction of a fallback; nobody sees anything of it before <see cref="Commit"/>. Not thread-safe.</summary>
internal sealed class FallbackSession : IDisposable
{
    // As the verification reads, so that what was written can be compared within the transaction.
    private const string Settings =
        "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '10s'; SET client_min_messages = warning; "
        + "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 3; SET bytea_output = 'hex'; "
        + "SET lc_monetary = 'C'; SET xmloption = 'content'; SET row_security = off; SET jit = off; SET synchronous_commit = on";

    private readonly NpgsqlTransaction _transaction;
    private readonly CancellationToken _cancelled;

    private FallbackSession(SourceAddress address, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        (Address, Connection, _cancelled) = (address, connection, cancellationToken);
        using (var settings = new NpgsqlCommand(Settings, connection))
            settings.ExecuteNonQuery();
        _transaction = connection.BeginTransaction();
    }

    public SourceAddress Address { get; }

    public NpgsqlConnection Connection { get; }

    public static FallbackSession Open(SourceAddress address, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            connection.OpenAsync(cancellationToken).GetAwaiter().GetResult();
            return new FallbackSession(address, connection, cancellationToken);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>Rows affected.</returns>
    public long Execute(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteNonQueryAsync(_cancelled).GetAwaiter().GetResult();
    }

    public T Scalar<T>(string sql)
    {
        using var command = Command(sql);
        return (T)command.ExecuteScalarAsync(_cancelled).GetAwaiter().GetResult()!;
    }

    public List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> row)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReaderAsync(_cancelled).GetAwaiter().GetResult();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Carries something out so that a lack of rights leaves the transaction as it was.</summary>
    /// <returns>Whether it was allowed.</returns>
    public bool Try(string sql)
    {
        const string savepoint = "attempt";
        _transaction.Save(savepoint);
        try
        {
            Execute(sql);
            _transaction.Release(savepoint);
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            _transaction.Rollback(savepoint);
            return false;
        }
    }

    /// <summary>Starts a COPY FROM STDIN in the text format.</summary>
    public CopyTarget Copy(string into) => new(Connection.BeginTextImport($"COPY {into} FROM STDIN"));

    /// <summary>Not cancellable: a commit that was asked for either happens or fails.</summary>
    public void Commit() => _transaction.Commit();

    public void Dispose()
    {
        _transaction.Dispose();
        Connection.Dispose();
    }

    private NpgsqlCommand Command(string sql) => new(sql, Connection, _transaction) { CommandTimeout = 0 };
}
