using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Sqlite;

/// <summary>
/// The only four ways a database file is opened. Never a shared cache; only provisioning may create a file, so that a wrong
/// path is an error and not a new, empty database. Readers and writers have separate pools because their strings differ.
/// </summary>
public static class SqliteConnectionStrings
{
    public static string Reader(string path) => Build(path, SqliteOpenMode.ReadOnly, pooling: true);

    public static string Writer(string path) => Build(path, SqliteOpenMode.ReadWrite, pooling: true);

    /// <summary>Reads a file once and keeps nothing open afterwards: for backups, copies and checks.</summary>
    public static string ReadOnce(string path) => Build(path, SqliteOpenMode.ReadOnly, pooling: false);

    /// <summary>For provisioning, migrations and copies: creates the file and keeps no connection open afterwards.</summary>
    public static string Create(string path) => Build(path, SqliteOpenMode.ReadWriteCreate, pooling: false);

    private static string Build(string path, SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Cache = SqliteCacheMode.Default,
        Pooling = pooling,
        ForeignKeys = true,
        DefaultTimeout = 5,
    }.ToString();
}
