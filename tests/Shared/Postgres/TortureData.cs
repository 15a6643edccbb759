namespace AdminApp.Tests.Shared.Postgres;

/// <summary>A database with everything PostgreSQL offers that a copy could lose: odd types, values, names, keys, partitions, objects.</summary>
public static class TortureData
{
    /// <summary>Absolute path of torture.sql beside the running tests.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Postgres", "torture.sql");

    /// <summary>Creates the database in the process's own cluster (roles torture_owner and "torture reader" too) and returns its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync() => await (await PostgresCluster.GetAsync()).CreateDatabaseAsync(Path);
}
