using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Sqlite;

/// <summary>
/// The pragmas every connection gets on every open. On every open, because the connection pool hands back connections as the
/// last user left them: a pragma set once survives into the next, unrelated use.
/// </summary>
public sealed class SqlitePolicy
{
    private const int JournalSizeLimitBytes = 64 * 1024 * 1024;

    private readonly string forReaders;
    private readonly string forWriters;

    public SqlitePolicy(SqliteSettings settings)
    {
        var common =
            $"PRAGMA busy_timeout={settings.BusyTimeoutMilliseconds};"
            + "PRAGMA foreign_keys=ON;PRAGMA trusted_schema=OFF;PRAGMA cell_size_check=ON;PRAGMA mmap_size=0;"
            + $"PRAGMA cache_size=-{settings.CacheKiB};PRAGMA temp_store=MEMORY;"
            + "PRAGMA recursive_triggers=OFF;PRAGMA ignore_check_constraints=OFF;PRAGMA writable_schema=OFF;PRAGMA read_uncommitted=OFF;";
        forReaders = common + "PRAGMA query_only=ON;";
        forWriters = common + $"PRAGMA query_only=OFF;PRAGMA journal_mode=WAL;PRAGMA synchronous={(int)settings.Synchronous};PRAGMA journal_size_limit={JournalSizeLimitBytes};";
        Settings = settings;
    }

    public SqliteSettings Settings { get; }

    /// <summary>Applies the policy to an open connection.</summary>
    public void Apply(SqliteConnection connection)
    {
        var readOnly = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;
        using var command = connection.CreateCommand();
        command.CommandText = readOnly ? forReaders : forWriters;
        command.ExecuteNonQuery();
    }

    /// <summary>What is really in force on a connection, by pragma name; shown on the health page.</summary>
    public static IReadOnlyDictionary<string, string> Effective(SqliteConnection connection)
    {
        string[] names =
        [
            "journal_mode", "synchronous", "busy_timeout", "foreign_keys", "trusted_schema", "cell_size_check", "mmap_size",
            "cache_size", "journal_size_limit", "temp_store", "query_only", "page_size",
        ];
        var values = new Dictionary<string, string>();
        foreach (var name in names)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA " + name;
            values[name] = Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
        }
        return values;
    }
}
