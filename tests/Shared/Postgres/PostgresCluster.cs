using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace AdminApp.Tests.Shared.Postgres;

/// <summary>
/// A PostgreSQL server of the test process's own: a fresh cluster in a temporary directory, loopback and a free port only,
/// password required, <c>wal_level=logical</c>, no fsync. Started on first use, once per process; stopped and removed when
/// the process ends, however it ends.
/// </summary>
public sealed class PostgresCluster
{
    public const string User = "postgres";
    public const string Password = "tests-only";

    private static readonly Lazy<Task<PostgresCluster>> OfThisProcess = new(StartAsync);

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();
    private Process? _guardian;

    private PostgresCluster(string directory, int port)
    {
        DataDirectory = directory;
        Port = port;
    }

    public string Host => "127.0.0.1";

    public int Port { get; }

    /// <summary>PostgreSQL's data directory; its log is <c>server.log</c> inside.</summary>
    public string DataDirectory { get; }

    /// <summary>Ends every session without a farewell and recovers from the log, as after a crash.</summary>
    public Task CrashAsync() => PostgresTools.RunAsServerAsync(
        Path.Combine(PostgresTools.BinDirectory, "pg_ctl"), "-D", DataDirectory, "-l", Path.Combine(DataDirectory, "server.log"), "-m", "immediate", "-w", "-t", "60", "restart");

    /// <summary>The process's one cluster, started when first asked for.</summary>
    public static Task<PostgresCluster> GetAsync() => OfThisProcess.Value;

    /// <summary>Connection string for a database of this cluster, as its superuser.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Username = User,
        Password = Password,
        Database = database,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>
    /// Creates an empty database, or one loaded from an SQL file, and returns its connection string. A file is loaded
    /// once per process; later databases are copies of the first.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(string? sqlFile = null)
    {
        var template = sqlFile is null ? "template0" : await _templates.GetOrAdd(Path.GetFullPath(sqlFile), file => new(() => LoadTemplateAsync(file))).Value;
        return await CreateFromAsync(template);
    }

    /// <summary>Creates a copy of a database that nobody is connected to, and returns its connection string.</summary>
    public Task<string> CopyDatabaseAsync(string connectionString) => CreateFromAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!);

    /// <summary>Creates a database, runs SQL in it, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseWithAsync(string sql)
    {
        var database = await CreateDatabaseAsync();
        await ExecuteAsync(database, sql);
        return database;
    }

    /// <summary>Runs SQL in any database.</summary>
    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A database with the origin's schema, empty but for alembic_version.</summary>
    public Task<string> CreateOriginDatabaseAsync() => CreateDatabaseAsync(OriginSchema.Path);

    /// <summary>Runs an SQL file with psql, stopping at the first error.</summary>
    public async Task RunFileAsync(string connectionString, string sqlFile)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await PostgresTools.RunAsync(
            Path.Combine(PostgresTools.BinDirectory, "psql"),
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", Host, "-p", Port.ToString(), "-U", User, "-d", database, "-f", Path.GetFullPath(sqlFile)],
            new Dictionary<string, string> { ["PGPASSWORD"] = Password });
    }

    private async Task<string> LoadTemplateAsync(string sqlFile)
    {
        var connectionString = await CreateFromAsync("template0");
        await RunFileAsync(connectionString, sqlFile);
        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }

    private async Task<string> CreateFromAsync(string template)
    {
        var name = "t_" + Guid.NewGuid().ToString("N")[..12];
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var directory = Path.Combine(Path.GetTempPath(), "adminapp-postgres-" + Guid.NewGuid().ToString("N")[..8]);
        var passwordFile = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(passwordFile, Password);
            File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            await PostgresTools.RunAsServerAsync(
                Path.Combine(PostgresTools.BinDirectory, "initdb"),
                "-D", directory, "-U", User, "--pwfile", passwordFile, "--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions");
        }
        finally
        {
            File.Delete(passwordFile);
        }
        return await StartServerAsync(directory);
    }

    private static async Task<PostgresCluster> StartServerAsync(string directory)
    {
        const int attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Find();
            var options = $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off -c full_page_writes=off "
                + "-c synchronous_commit=off -c wal_level=logical -c max_wal_senders=20 -c max_replication_slots=20 -c max_connections=1000 "
                + "-c shared_buffers=128MB -c max_wal_size=4GB -c timezone=UTC";
            try
            {
                await PostgresTools.RunAsServerAsync(
                    Path.Combine(PostgresTools.BinDirectory, "pg_ctl"), "-D", directory, "-l", Path.Combine(directory, "server.log"), "-o", options, "-w", "-t", "60", "start");
            }
            catch (InvalidOperationException) when (attempt < attempts)
            {
                continue; // The port was taken between looking and listening.
            }
            return new PostgresCluster(directory, port) { _guardian = StartGuardian(directory) };
        }
    }

    /// <summary>
    /// A detached shell that waits for the end of its input, which comes when this process ends for any reason (a test host
    /// is killed a tenth of a second after its last test), then stops the server and removes the directory.
    /// </summary>
    private static Process StartGuardian(string directory)
    {
        var stop = $"'{Path.Combine(PostgresTools.BinDirectory, "pg_ctl")}' -D '{directory}' -m immediate stop";
        var asServer = Environment.IsPrivilegedProcess ? $"runuser -u postgres -- {stop}" : stop;
        var script = $"exec >/dev/null 2>&1; cat; {asServer}; rm -rf '{directory}'";
        return Process.Start(new ProcessStartInfo("setsid", ["-f", "bash", "-c", script]) { RedirectStandardInput = true, WorkingDirectory = "/" })
            ?? throw new InvalidOperationException("setsid did not start.");
    }
}
