using System.Text;
using AdminApp.Data.DataMigration;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Types;

/// <summary>All rows of the type table in one source, a table each, copied (and verified) once.</summary>
public sealed class CopiedTypes : IAsyncLifetime
{
    private readonly TestDirectory _directory = new();
    private readonly HashSet<string> _left = [];

    private string Target => _directory.File("types.db");

    public async Task InitializeAsync()
    {
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        var sql = new StringBuilder(TypeRows.Types);
        for (var i = 0; i < TypeRows.All.Count; i++)
            await DescribeAsync(connection, i, sql);
        await using var command = new NpgsqlCommand(sql.ToString(), connection);
        await command.ExecuteNonQueryAsync();
        await DataCopy.RunAsync(new DataCopyRequest { SourceConnectionString = source, TargetFile = Target, Mode = DataCopyMode.Translate }, CancellationToken.None);
    }

    /// <summary>The server lacks the type: its extension is not installed, or it is older.</summary>
    internal bool Lacks(TypeRow row) => _left.Contains(row.Type);

    /// <summary>What the column holds, in the order of the row's values, NULL at last; with SQLite's own word for its type, and the sidecar's text.</summary>
    internal List<(string Type, object? Value, string? Exact)> Stored(TypeRow row)
    {
        using var connection = new SqliteConnection($"Data Source={Target};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        var table = Table(TypeRows.IndexOf(row));
        query.CommandText = $"SELECT typeof(v), v, (SELECT pgtext FROM _pg_exact e JOIN _pg_table t ON t.id = e.table_id WHERE t.name = '{table}' AND e.row_id = v.id) FROM {table} AS v ORDER BY id";
        using var reader = query.ExecuteReader();
        var values = new List<(string, object?, string?)>();
        while (reader.Read())
            values.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetValue(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        return values;
    }

    public Task DisposeAsync()
    {
        _directory.Dispose();
        return Task.CompletedTask;
    }

    private async Task DescribeAsync(NpgsqlConnection connection, int index, StringBuilder sql)
    {
        var row = TypeRows.All[index];
        if (connection.PostgreSqlVersion.Major < row.Since || (row.Extension is { } extension && !await OffersAsync(connection, extension)))
        {
            _left.Add(row.Type);
            return;
        }
        if (row.Extension is not null)
            sql.AppendLine($"CREATE EXTENSION {row.Extension};");
        sql.AppendLine($"CREATE TABLE {Table(index)} (id int PRIMARY KEY, v {row.Type});");
        string[] values = [.. row.Values.Select(value => value.Sql), "NULL"];
        for (var i = 0; i < values.Length; i++)
            sql.AppendLine($"INSERT INTO {Table(index)} VALUES ({i}, {values[i]});");
    }

    private static string Table(int index) => $"t{index}";

    private static async Task<bool> OffersAsync(NpgsqlConnection connection, string extension)
    {
        await using var query = new NpgsqlCommand("SELECT count(*) FROM pg_available_extensions WHERE name = $1", connection) { Parameters = { new() { Value = extension } } };
        return (long)(await query.ExecuteScalarAsync())! == 1;
    }
}
