using System.Globalization;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Back;

/// <summary>One session on the database that is rebuilt, with one transaction that nobody sees before <see cref="Commit"/>. Not thread-safe.</summary>
internal sealed class RestoreTarget : IDisposable
{
    private const string Settings =
        "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET client_min_messages = warning; "
        + "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; "
        + "SET lc_monetary = 'C'; SET bytea_output = 'hex'; SET xmloption = 'content'; SET check_function_bodies = off; SET row_security = off; SET jit = off";

    // What an extension brought along is made again by nobody, so it is in nobody's way.
    private const string Present = """
        SELECT i.type || ' ' || i.identity FROM (
            SELECT c.tableoid AS classid, c.oid AS objid, c.relnamespace AS space, 1 AS rank FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            UNION ALL SELECT t.tableoid, t.oid, t.typnamespace, 2 FROM pg_type t WHERE t.typrelid = 0 AND t.typelem = 0
            UNION ALL SELECT p.tableoid, p.oid, p.pronamespace, 3 FROM pg_proc p
            UNION ALL SELECT n.tableoid, n.oid, n.oid, 4 FROM pg_namespace n WHERE n.nspname <> 'public') o
        JOIN pg_namespace n ON n.oid = o.space
        CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) i
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.classid AND d.objid = o.objid AND d.deptype = 'e')
        ORDER BY o.rank, 1 LIMIT 4
        """;

    private readonly NpgsqlConnection _connection;
    private readonly CancellationToken _cancelled;
    private readonly NpgsqlTransaction _transaction;
    private bool _defaultPath = true;

    private RestoreTarget(SourceAddress address, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        (Address, _connection, _cancelled) = (address, connection, cancellationToken);
        Execute(Settings);
        _transaction = connection.BeginTransaction();
    }

    public SourceAddress Address { get; }

    public string Version => _connection.PostgreSqlVersion.ToString();

    /// <exception cref="DataMigrationException">The server is too old, or the database is not empty.</exception>
    public static RestoreTarget Open(SourceAddress address, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            connection.OpenAsync(cancellationToken).GetAwaiter().GetResult();
            if (connection.PostgreSqlVersion.Major < 12)
                throw new DataMigrationException(string.Create(CultureInfo.InvariantCulture, $"The target runs PostgreSQL {connection.PostgreSqlVersion}; 12 or later is needed."));
            var target = new RestoreTarget(address, connection, cancellationToken);
            target.RequireEmpty();
            return target;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <param name="defaultPath">With the database's own search path, so that the bodies of functions find what they name; else with an empty one.</param>
    public void UsePath(bool defaultPath)
    {
        if (_defaultPath != defaultPath)
            Execute(defaultPath ? "RESET search_path" : "SET search_path = ''");
        _defaultPath = defaultPath;
    }

    public void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQueryAsync(_cancelled).GetAwaiter().GetResult();
    }

    /// <summary>Carries something out so that its failure leaves the transaction as it was.</summary>
    /// <returns>What the server said against it, if that is one of those expected.</returns>
    public PostgresException? Try(string sql, Func<PostgresException, bool> expected)
    {
        const string savepoint = "attempt";
        _transaction.Save(savepoint);
        try
        {
            Execute(sql);
            _transaction.Release(savepoint);
            return null;
        }
        catch (PostgresException error) when (expected(error))
        {
            _transaction.Rollback(savepoint);
            return error;
        }
    }

    /// <summary>Sets a sequence.</summary>
    /// <returns>False when there is none of that name.</returns>
    public bool SetSequence(string schema, string name, long lastValue, bool isCalled)
    {
        using var command = Command("""
            SELECT pg_catalog.setval(c.oid::regclass, $1, $2) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $3 AND c.relname = $4 AND c.relkind = 'S'
            """);
        foreach (var value in new object[] { lastValue, isCalled, schema, name })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command.ExecuteScalarAsync(_cancelled).GetAwaiter().GetResult() is long;
    }

    public long CountRows(string from)
    {
        using var command = Command($"SELECT count(*) FROM {from}");
        return (long)command.ExecuteScalarAsync(_cancelled).GetAwaiter().GetResult()!;
    }

    /// <summary>Starts a COPY FROM STDIN in the text format.</summary>
    public CopyTarget Copy(string into) => new(_connection.BeginTextImport($"COPY {into} FROM STDIN"));

    public void Commit() => _transaction.Commit();

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    private void RequireEmpty()
    {
        using var command = Command(Present);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        if (names.Count > 0)
        {
            throw new DataMigrationException($"{Address} is not empty: it has {string.Join(", ", names.Take(3))}{(names.Count > 3 ? " and more" : "")}. "
                + "Nothing was changed. Create a new database and restore into that.");
        }
    }

    private NpgsqlCommand Command(string sql) => new(sql, _connection) { CommandTimeout = 0 };
}
