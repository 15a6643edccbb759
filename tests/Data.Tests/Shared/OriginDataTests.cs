using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.Shared;

public sealed class OriginDataTests
{
    [Fact]
    public async Task Every_business_table_has_rows_and_every_foreign_key_holds()
    {
        await using var connection = new NpgsqlConnection(await OriginData.CreateDatabaseAsync(parties: 40));
        await connection.OpenAsync();

        var tables = await ListAsync(connection, "select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'");
        Assert.Equal(OriginSchema.BusinessTableCount, tables.Count);
        foreach (var table in tables)
            Assert.True(await CountAsync(connection, $"select count(*) from {table}") >= 3, $"{table} has fewer than three rows");

        // Rows were loaded with the checks off: adding the constraints again makes PostgreSQL check every row.
        var keys = await ListAsync(connection, """
            select format('alter table %s drop constraint %I, add constraint %I %s', conrelid::regclass, conname, conname, pg_get_constraintdef(oid))
            from pg_constraint where contype = 'f'
            """);
        Assert.NotEmpty(keys);
        foreach (var key in keys)
            await CountAsync(connection, key);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_rows_and_another_seed_others()
    {
        const string fingerprint = "select md5(string_agg(p::text, '' order by id)) from parties p";
        var prints = new List<string>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            await using var connection = new NpgsqlConnection(await OriginData.CreateDatabaseAsync(parties: 100, seed));
            await connection.OpenAsync();
            prints.AddRange(await ListAsync(connection, fingerprint));
        }
        Assert.Equal(prints[0], prints[1]);
        Assert.NotEqual(prints[0], prints[2]);
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }
}
