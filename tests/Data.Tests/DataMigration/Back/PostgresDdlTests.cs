using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Ddl;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Back;

public sealed class PostgresDdlTests
{
    [Fact]
    public async Task The_torture_schema_comes_back_as_pg_dump_sees_it() => await RequireSameSchemaAsync(await TortureData.CreateDatabaseAsync());

    [Fact]
    public async Task The_origin_schema_comes_back_as_pg_dump_sees_it() => await RequireSameSchemaAsync(await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync());

    [Fact]
    public async Task Nothing_of_the_torture_schema_is_left_out()
    {
        using var source = PostgresSource.Open(SourceAddress.Parse(await TortureData.CreateDatabaseAsync()), CancellationToken.None);

        Assert.Empty(PostgresDdl.Read(source, null, CancellationToken.None).Unsupported);
    }

    [Fact]
    public async Task What_cannot_be_made_anew_is_named()
    {
        var database = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await ExecuteAsync(database, """
            CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE EVENT TRIGGER watcher ON ddl_command_end EXECUTE FUNCTION watch();
            CREATE PUBLICATION everything FOR ALL TABLES;
            CREATE FOREIGN DATA WRAPPER nothing;
            CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
            CREATE FOREIGN TABLE far_away (id integer) SERVER nowhere;
            CREATE VIEW on_far_away AS SELECT * FROM far_away;
            CREATE TABLE parent (a integer);
            CREATE TABLE child (b integer) INHERITS (parent);
            ALTER TABLE parent ADD COLUMN c integer;
            SELECT lo_create(4711);
            """);
        using var source = PostgresSource.Open(SourceAddress.Parse(database), CancellationToken.None);

        var names = PostgresDdl.Read(source, null, CancellationToken.None).Unsupported.Select(item => $"{item.Kind} {item.Name}").ToArray();

        Assert.Equal(
            ["event trigger watcher", "foreign table far_away", "foreign-data wrapper nothing", "large object 4711", "order of columns child", "publication everything", "server nowhere", "view on_far_away"],
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_check_that_calls_a_function_on_the_tables_own_row_is_made_after_both()
    {
        var database = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await ExecuteAsync(database, """
            CREATE TABLE loop (a integer);
            CREATE FUNCTION fine(loop) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
            ALTER TABLE loop ADD CONSTRAINT is_fine CHECK (fine(loop.*));
            CREATE FUNCTION number() RETURNS bigint LANGUAGE sql RETURN (SELECT count(a) FROM loop);
            ALTER TABLE loop ADD COLUMN b bigint DEFAULT number();
            """);

        await RequireSameSchemaAsync(database);
    }

    private static async Task RequireSameSchemaAsync(string original)
    {
        IReadOnlyList<PostgresObject> objects;
        using (var source = PostgresSource.Open(SourceAddress.Parse(original), CancellationToken.None))
            objects = PostgresDdl.Read(source, null, CancellationToken.None).Objects;
        var copy = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await ExecuteAsync(copy, ["SET check_function_bodies = off", "SELECT pg_catalog.set_config('search_path', '', false)", .. objects.Select(item => item.Command)]);

        Assert.Equal("", PostgresDump.Difference(await PostgresDump.TakeAsync(original, schemaOnly: true), await PostgresDump.TakeAsync(copy, schemaOnly: true)));
    }

    private static async Task ExecuteAsync(string database, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var sql in statements)
        {
            try
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException error)
            {
                throw new InvalidOperationException($"{error.MessageText}: {sql}", error);
            }
        }
        await transaction.CommitAsync();
    }
}
