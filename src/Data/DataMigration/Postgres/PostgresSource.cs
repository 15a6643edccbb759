using System.Globalization;
using Npgsql;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>A read-only session on the source that sees one moment of it. Not thread-safe; <see cref="Fork"/> gives another on the same moment.</summary>
internal sealed class PostgresSource : IDisposable
{
    private const string Settings =
        "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '30s'; "
        + "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 3; SET bytea_output = 'hex'; "
        // With row security on, a policy could hide rows without a word; off makes PostgreSQL refuse instead.
        + "SET row_security = off; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    // Several processes, or a scan that begins where another one is, would mix the order; compiling a plan for one chunk does not pay.
    private const string ReadingSettings =
        "SET synchronize_seqscans = off; SET max_parallel_workers_per_gather = 0; SET enable_seqscan = off; SET jit = off";

    private readonly NpgsqlConnection _connection;
    private CancellationTokenRegistration _stop;
    private volatile NpgsqlCommand? _newest;

    private PostgresSource(SourceAddress address, NpgsqlConnection connection)
    {
        Address = address;
        _connection = connection;
    }

    public SourceAddress Address { get; }
    public string Version => _connection.PostgreSqlVersion.ToString();

    /// <summary>The first number of <see cref="Version"/>.</summary>
    public int Major => _connection.PostgreSqlVersion.Major;

    public string Snapshot { get; private set; } = "";
    public DateTime SnapshotAt { get; private set; }

    /// <summary>A database without an encoding may hold text that is not UTF-8.</summary>
    public bool TextMayBeInvalid => _connection.PostgresParameters.GetValueOrDefault("server_encoding") == "SQL_ASCII";

    /// <summary>The first expression on servers of at least that version, else the second.</summary>
    public string Since(int major, string expression, string otherwise) => Major >= major ? expression : otherwise;

    /// <summary>Reads within another's session and transaction, under settings of its own that are like these. Not to be disposed.</summary>
    public static PostgresSource Within(SourceAddress address, NpgsqlConnection connection) => new(address, connection);

    /// <param name="address">Where the source is.</param>
    /// <param name="cancellationToken">Ends the attempt, and later whatever the session waits for.</param>
    /// <param name="snapshot">The state to see, exported by a session that is still open; the present one by default.</param>
    public static PostgresSource Open(SourceAddress address, CancellationToken cancellationToken, string? snapshot = null)
    {
        var source = Connect(address, cancellationToken);
        if (snapshot is not null)
            source.Execute($"SET TRANSACTION SNAPSHOT '{snapshot}'");
        using var command = source.Command("SELECT pg_export_snapshot(), now() AT TIME ZONE 'UTC'");
        using var reader = command.ExecuteReader();
        reader.Read();
        source.Snapshot = reader.GetString(0);
        source.SnapshotAt = DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc);
        return source;
    }

    /// <summary>Another session that sees exactly the same state.</summary>
    public PostgresSource Fork(CancellationToken cancellationToken)
    {
        var fork = Connect(Address, cancellationToken);
        fork.Snapshot = Snapshot;
        fork.SnapshotAt = SnapshotAt;
        fork.Execute($"SET TRANSACTION SNAPSHOT '{Snapshot}'");
        return fork;
    }

    /// <summary>Another session on the same state that gives the rows of a range of blocks always in the same order.</summary>
    public PostgresSource ForkForReading(CancellationToken cancellationToken)
    {
        var fork = Fork(cancellationToken);
        fork.Execute(ReadingSettings);
        return fork;
    }

    /// <summary>Keeps anybody from dropping or altering the tables meanwhile; reading and writing go on.</summary>
    /// <param name="tables">As they stand after FROM.</param>
    public void Lock(IReadOnlyCollection<string> tables)
    {
        if (tables.Count > 0)
            Execute($"LOCK TABLE {string.Join(", ", tables)} IN ACCESS SHARE MODE");
    }

    /// <param name="from">What stands after FROM.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public long CountRows(string from, CancellationToken cancellationToken)
    {
        using var command = Command($"SELECT count(*) FROM {from}");
        command.CommandTimeout = 0;
        return (long)command.ExecuteScalarAsync(cancellationToken).GetAwaiter().GetResult()!;
    }

    /// <summary>The one text a query answers with.</summary>
    public string ReadText(string sql)
    {
        using var command = Command(sql);
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>
    /// Reads with nothing in the search path, so that every definition and expression names schemas in full, whoever reads; the
    /// session's own path is put back afterwards. Meanwhile catalogues are joined by hashing.
    /// </summary>
    public T WithEmptyPath<T>(Func<T> read)
    {
        var path = ReadText("SELECT current_setting('search_path')");
        SetPath("");
        // Without statistics, as in a database just restored, the planner takes catalogues for small and loops over them.
        Execute("SET enable_nestloop = off; SET jit = off");
        try
        {
            return read();
        }
        finally
        {
            try
            {
                SetPath(path);
                Execute("RESET enable_nestloop; RESET jit");
            }
            catch (Exception error) when (error is NpgsqlException or InvalidOperationException or IOException)
            {
                // The session is of no further use, and why is already on its way up.
            }
        }
    }

    /// <summary>Throws when the session, and with it the snapshot, is gone.</summary>
    public void RequireAlive() => Execute("SELECT 1");

    /// <summary>Starts a query whose rows arrive in the binary COPY format.</summary>
    public CopyQuery Copy(string query) => new(_connection.BeginRawBinaryCopy($"COPY ({query}) TO STDOUT (FORMAT BINARY)"));

    /// <summary>Starts a query whose rows arrive in the text COPY format, written by the server's own output functions.</summary>
    // The driver's raw COPY takes the binary format alone; beneath its text reader lies the same stream.
    public CopyQuery CopyText(string query) =>
        new((NpgsqlRawCopyStream)((StreamReader)_connection.BeginTextExport($"COPY ({query}) TO STDOUT")).BaseStream);

    public NpgsqlCommand Command(string sql) => _newest = new(sql, _connection);

    public void Dispose()
    {
        _stop.Dispose();
        _connection.Dispose();
    }

    private static PostgresSource Connect(SourceAddress address, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            connection.OpenAsync(cancellationToken).GetAwaiter().GetResult();
            var source = new PostgresSource(address, connection);
            if (connection.PostgreSqlVersion.Major < 12)
                throw new DataMigrationException(string.Create(CultureInfo.InvariantCulture, $"The source runs PostgreSQL {connection.PostgreSqlVersion}; 12 or later is needed."));
            source.Execute(Settings);
            // As it is: the server would refuse what is not UTF-8 without saying in which row it is.
            if (source.TextMayBeInvalid)
                source.Execute("SET client_encoding = 'SQL_ASCII'");
            // Even what only asks for a size waits where somebody holds the table.
            source._stop = cancellationToken.Register(() => source._newest?.Cancel());
            return source;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void SetPath(string path) => Execute($"SELECT pg_catalog.set_config('search_path', {SourceTable.Literal(path)}, false)");

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
