using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration;

/// <summary>
/// Compares every value of every row by a path the engine does not use: PostgreSQL's own text on one side, what SQLite
/// stores on the other.
/// </summary>
internal static class SourceComparison
{
    private sealed record Column(string Name, string Type, int Scale);

    /// <returns>One line per difference, and the number of values compared.</returns>
    public static async Task<(List<string> Differences, long Values)> CompareAsync(string source, SqliteConnection target, IReadOnlyDictionary<string, string>? fills = null)
    {
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        var differences = new List<string>();
        long values = 0;
        foreach (var table in await TablesAsync(connection))
        {
            var columns = await ColumnsAsync(connection, table);
            var list = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
            await using var command = new NpgsqlCommand($"SELECT {string.Join(", ", columns.Select(column => $"\"{column.Name}\"::text"))} FROM \"{table}\" AS t ORDER BY t.id", connection);
            await using var expected = await command.ExecuteReaderAsync();
            await using var query = target.CreateCommand();
            query.CommandText = $"SELECT {list} FROM \"{table}\" ORDER BY id";
            await using var actual = await query.ExecuteReaderAsync();
            while (await expected.ReadAsync())
            {
                if (!await actual.ReadAsync())
                {
                    differences.Add($"{table}: rows missing from {expected.GetString(0)}");
                    break;
                }
                for (var i = 0; i < columns.Count; i++, values++)
                {
                    var name = $"{table}.{columns[i].Name}";
                    var from = expected.IsDBNull(i) ? fills?.GetValueOrDefault(name) : expected.GetString(i);
                    var stored = actual.IsDBNull(i) ? null : actual.GetValue(i);
                    if (!Same(columns[i], from, stored))
                        differences.Add($"{name} of {expected.GetString(0)}: '{from}' became {stored?.GetType().Name} '{stored}'");
                }
            }
            if (await actual.ReadAsync())
                differences.Add($"{table}: more rows than the source");
        }
        return (differences, values);
    }

    private static bool Same(Column column, string? from, object? stored)
    {
        if (from is null || stored is null)
            return from is null && stored is null;
        return column.Type switch
        {
            "integer" => stored is long number && number.ToString(CultureInfo.InvariantCulture) == from,
            "boolean" => stored is long flag && (flag == 1 ? "true" : flag == 0 ? "false" : "?") == from,
            "numeric" => stored is string text && SameNumber(text, from, column.Scale),
            // Equal bits, but for the sign of zero, which SQLite does not keep.
            "double precision" => stored is double real && real.Equals(double.Parse(from, CultureInfo.InvariantCulture)),
            _ => stored is string value && value == from,
        };
    }

    private static bool SameNumber(string stored, string from, int scale)
    {
        var number = decimal.Parse(stored, NumberStyles.Number, CultureInfo.InvariantCulture);
        return number.ToString($"F{scale}", CultureInfo.InvariantCulture) == from
            && number.ToString("0.0###########################", CultureInfo.InvariantCulture) == stored;
    }

    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static async Task<List<Column>> ColumnsAsync(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT column_name::text, data_type::text, coalesce(numeric_scale, 0)::int FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<Column>();
        while (await reader.ReadAsync())
            columns.Add(new Column(reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        return columns;
    }
}
