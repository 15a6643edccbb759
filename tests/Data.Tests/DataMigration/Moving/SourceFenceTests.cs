using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Moving;

public sealed class SourceFenceTests : IAsyncLifetime
{
    private const string Schema = """
        CREATE TABLE plain(id int PRIMARY KEY, name text);
        INSERT INTO plain VALUES (1, 'one');
        CREATE TABLE whole(id int, name text) PARTITION BY LIST (id);
        CREATE TABLE whole_1 PARTITION OF whole FOR VALUES IN (1);
        CREATE SCHEMA side;
        CREATE TABLE side."Odd ""name"(id int);
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private string database = "";
    private NpgsqlConnection connection = null!;

    public async Task InitializeAsync()
    {
        database = await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync(Schema);
        connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
    }

    public async Task DisposeAsync() => await connection.DisposeAsync();

    [Theory]
    [InlineData("INSERT INTO plain VALUES (2, 'two')")]
    [InlineData("UPDATE plain SET name = 'x'")]
    [InlineData("UPDATE plain SET name = 'x' WHERE false")]
    [InlineData("DELETE FROM plain")]
    [InlineData("TRUNCATE plain")]
    [InlineData("INSERT INTO whole VALUES (1, 'x')")]
    [InlineData("INSERT INTO whole_1 VALUES (1, 'x')")]
    [InlineData("COPY (SELECT 1) TO '/dev/null'; INSERT INTO side.\"Odd \"\"name\" VALUES (1)")]
    [InlineData("SET session_replication_role = replica; UPDATE plain SET name = 'x'")]
    [InlineData("WITH changed AS (UPDATE plain SET name = 'x' RETURNING id) SELECT count(*) FROM changed")]
    [InlineData("MERGE INTO plain USING (VALUES (1)) v(id) ON plain.id = v.id WHEN MATCHED THEN DELETE")]
    public async Task Whoever_writes_is_refused_and_told_where_to_write(string sql)
    {
        await RaiseAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => PostgresCluster.ExecuteAsync(database, sql));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
        Assert.Contains("tenant \"o'hara\"", refused.MessageText, StringComparison.Ordinal);
        Assert.Contains("data fallback", refused.Hint, StringComparison.Ordinal);
        await PostgresCluster.ExecuteAsync(database, "SELECT * FROM plain");
    }

    [Fact]
    public async Task Lifted_it_lets_everybody_write_and_leaves_nothing_behind()
    {
        await RaiseAsync();
        await RaiseAsync();
        Assert.Contains("o'hara", await SourceFence.StandingAsync(connection, default), StringComparison.Ordinal);

        await SourceFence.LiftAsync(connection, default);
        await SourceFence.ClearAsync(connection, default);

        Assert.Null(await SourceFence.StandingAsync(connection, default));
        await PostgresCluster.ExecuteAsync(database, "UPDATE plain SET name = 'x'; TRUNCATE whole");
        Assert.Equal(0L, await AskAsync("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"));
        Assert.Equal(0L, await AskAsync("SELECT count(*) FROM pg_proc WHERE proname = '_adminapp_moved'"));
    }

    [Fact]
    public async Task Lifted_in_a_transaction_it_stands_for_others_until_the_commit()
    {
        await RaiseAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await SourceFence.LiftAsync(connection, default);

        await ExecuteAsync("UPDATE plain SET name = 'mine'");
        await Assert.ThrowsAsync<PostgresException>(() => PostgresCluster.ExecuteAsync(database, "INSERT INTO whole VALUES (1, 'x')"));
        await transaction.CommitAsync();
        await PostgresCluster.ExecuteAsync(database, "INSERT INTO whole VALUES (1, 'x')");
    }

    [Fact]
    public async Task A_reader_neither_waits_for_it_nor_keeps_it_from_being_lifted()
    {
        await using var reader = new NpgsqlConnection(database);
        await reader.OpenAsync();
        await using var reading = await reader.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("SELECT * FROM plain", reader, reading))
            await command.ExecuteNonQueryAsync();

        await RaiseAsync();
        await SourceFence.LiftAsync(connection, default);
        await SourceFence.ClearAsync(connection, default);

        await PostgresCluster.ExecuteAsync(database, "UPDATE plain SET name = 'x'");
        await reading.RollbackAsync();
        await RaiseAsync();
        await Assert.ThrowsAsync<PostgresException>(() => PostgresCluster.ExecuteAsync(database, "UPDATE plain SET name = 'y'"));
    }

    [Fact]
    public async Task It_waits_for_the_writers_under_way_and_names_who_does_not_end()
    {
        await using var writer = new NpgsqlConnection(database + ";Application Name=payroll");
        await writer.OpenAsync();
        await using var writing = await writer.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("UPDATE plain SET name = 'under way'", writer, writing))
            await command.ExecuteNonQueryAsync();

        var error = await Assert.ThrowsAsync<DataMigrationException>(RaiseAsync);
        Assert.Contains("payroll", error.Message, StringComparison.Ordinal);
        Assert.Null(await SourceFence.StandingAsync(connection, default));

        var raising = SourceFence.RaiseAsync(connection, await PlanAsync(), "t", TimeSpan.FromSeconds(20), default);
        await writing.CommitAsync();
        await raising;
        Assert.Equal(1L, await AskAsync("SELECT count(*) FROM plain WHERE name = 'under way'"));
    }

    [Fact]
    public async Task Tables_of_others_are_named_and_the_rest_is_fenced()
    {
        var role = "fenced_" + Guid.NewGuid().ToString("N")[..8];
        await ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'; GRANT CREATE, USAGE ON SCHEMA public TO {role}; GRANT USAGE ON SCHEMA side TO {role}; ALTER TABLE plain OWNER TO {role}");
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Username = role, Password = "x" }.ConnectionString);
        await other.OpenAsync();

        var plan = await FencePlan.MakeAsync(other, default);

        Assert.False(plan.Complete);
        Assert.Equal(["public.plain"], plan.Tables);
        Assert.Contains("public.whole belongs to postgres", plan.Open);
        await SourceFence.RaiseAsync(other, plan, "t", Patience, default);
        await Assert.ThrowsAsync<PostgresException>(() => PostgresCluster.ExecuteAsync(database, "DELETE FROM plain"));
        await PostgresCluster.ExecuteAsync(database, "INSERT INTO whole VALUES (1, 'x')");
    }

    [Fact]
    public async Task Where_no_function_can_be_made_there_is_no_fence()
    {
        var role = "fenced_" + Guid.NewGuid().ToString("N")[..8];
        await ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'; REVOKE CREATE ON SCHEMA public FROM PUBLIC; ALTER TABLE plain OWNER TO {role}");
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Username = role, Password = "x" }.ConnectionString);
        await other.OpenAsync();

        var plan = await FencePlan.MakeAsync(other, default);

        Assert.Empty(plan.Tables);
        Assert.Contains(plan.Open, reason => reason.Contains("may make no function", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_of_a_fenced_source_has_nothing_of_the_fence()
    {
        await RaiseAsync();
        using var directory = new AdminApp.Tests.Shared.TestDirectory();
        var target = directory.File("copy.db");

        var report = await DataCopy.RunAsync(new DataCopyRequest { SourceConnectionString = database, TargetFile = target, Mode = DataCopyMode.Translate }, default);

        Assert.DoesNotContain(report.Objects, item => item.Name.Contains(SourceFence.Name, StringComparison.Ordinal));
        using var file = Data.DataMigration.Sqlite.SqliteFile.OpenReadOnly(target);
        Assert.Equal(0, file.QueryInteger($"SELECT count(*) FROM _pg_ddl WHERE sql LIKE '%{SourceFence.Name}%' OR name LIKE '%{SourceFence.Name}%'"));
        Assert.Equal(0, file.QueryInteger($"SELECT count(*) FROM _pg_outcome WHERE name LIKE '%{SourceFence.Name}%'"));
    }

    private async Task RaiseAsync() => await SourceFence.RaiseAsync(connection, await PlanAsync(), "o'hara", Patience, default);

    private Task<FencePlan> PlanAsync() => FencePlan.MakeAsync(connection, default);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
