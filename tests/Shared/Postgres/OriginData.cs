using Npgsql;

namespace AdminApp.Tests.Shared.Postgres;

/// <summary>Fills a database that has the origin's schema and no rows with realistic and awkward data, by set-based SQL.</summary>
public static class OriginData
{
    /// <summary>
    /// Loads <paramref name="parties"/> parties (at least 30), three times as many invoices, twice that many items, and so on;
    /// at least three rows in each of the 39 tables, edge values included. The same arguments always give the same rows.
    /// Users: admin/admin123, sales/sales123, store/store123, मीरा.पटेल/मीरा-secret.
    /// </summary>
    public static async Task LoadAsync(NpgsqlConnection connection, int parties, int seed = 1, CancellationToken cancellationToken = default)
    {
        await ExecuteAsync(connection, $"select set_config('origin.parties', '{parties}', false), set_config('origin.seed', '{seed}', false)", cancellationToken);
        var files = Directory.GetFiles(Path.GetDirectoryName(OriginSchema.Path)!, "data-*.sql").Order(StringComparer.Ordinal);
        foreach (var file in files)
            await ExecuteAsync(connection, await File.ReadAllTextAsync(file, cancellationToken), cancellationToken);
    }

    /// <summary>Creates an origin database in the process's own cluster, fills it, and returns its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync(int parties, int seed = 1, CancellationToken cancellationToken = default)
    {
        var cluster = await PostgresCluster.GetAsync();
        var connectionString = await cluster.CreateOriginDatabaseAsync();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await LoadAsync(connection, parties, seed, cancellationToken);
        return connectionString;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
