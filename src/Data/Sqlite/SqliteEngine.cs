using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Sqlite;

public static class SqliteEngine
{
    /// <summary>sqlite_version() of the library this process runs on.</summary>
    public static string Version { get; } = ReadVersion();

    private static string ReadVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        return connection.ServerVersion;
    }
}
