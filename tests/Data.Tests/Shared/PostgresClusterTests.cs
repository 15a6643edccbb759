using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.Shared;

public sealed class PostgresClusterTests
{
    [Fact]
    public async Task An_origin_database_has_all_39_business_tables()
    {
        var cluster = await PostgresCluster.GetAsync();
        await using var connection = new NpgsqlConnection(await cluster.CreateOriginDatabaseAsync());
        await connection.OpenAsync();
        Assert.Equal(39L, await ScalarAsync(connection, "select count(*) from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'"));
        Assert.Equal("logical", await ScalarAsync(connection, "show wal_level"));
    }

    [Fact]
    public async Task Databases_of_one_cluster_are_independent()
    {
        var cluster = await PostgresCluster.GetAsync();
        await using var first = new NpgsqlConnection(await cluster.CreateDatabaseAsync());
        await using var second = new NpgsqlConnection(await cluster.CreateDatabaseAsync());
        await first.OpenAsync();
        await second.OpenAsync();
        await ScalarAsync(first, "create table only_here (id int)");
        Assert.Equal(0L, await ScalarAsync(second, "select count(*) from pg_tables where tablename = 'only_here'"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var cluster = await PostgresCluster.GetAsync();
        var wrong = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres")) { Password = "wrong" }.ConnectionString;
        await using var connection = new NpgsqlConnection(wrong);
        var error = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, error.SqlState);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
