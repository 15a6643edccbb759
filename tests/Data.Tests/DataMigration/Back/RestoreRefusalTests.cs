using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Back;

public sealed class RestoreRefusalTests
{
    private const string Small = "CREATE TABLE t (id uuid, n numeric(5,2), p int); INSERT INTO t VALUES ('c0ffee00-0000-4000-8000-0000000000ab', 1.50, 1), (NULL, NULL, 1)";

    [Theory]
    [InlineData("CREATE TABLE here (id int)", "table public.here")]
    [InlineData("CREATE TYPE here AS ENUM ('a')", "type public.here")]
    [InlineData("CREATE FUNCTION here() RETURNS int LANGUAGE sql AS 'SELECT 1'", "function public.here()")]
    [InlineData("CREATE SCHEMA here", "schema here")]
    public async Task A_database_that_is_not_empty_is_left_alone(string sql, string named)
    {
        using var scene = await RestoreScene.CopiedAsync(Small);
        await PostgresCluster.ExecuteAsync(scene.Target, sql);

        Assert.Contains($"is not empty: it has {named}", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_extension_brought_along_is_in_nobodys_way()
    {
        using var scene = await RestoreScene.CopiedAsync(Small);
        await PostgresCluster.ExecuteAsync(scene.Target, "CREATE EXTENSION citext");

        Assert.Equal(2, (await scene.RestoreAsync()).Rows);
    }

    [Fact]
    public async Task A_file_without_a_catalogue_is_refused()
    {
        using var scene = await RestoreScene.OfAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());
        scene.Plant("CREATE TABLE t (id INTEGER)");

        Assert.Contains("was not made by `data copy`", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_copy_never_ended_is_refused()
    {
        using var scene = await RestoreScene.CopiedAsync(Small);
        scene.Plant("DELETE FROM _pg_info");

        Assert.Contains("has not ended", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused()
    {
        using var scene = await RestoreScene.CopiedAsync(Small);
        scene.Plant("UPDATE _pg_info SET value = '99' WHERE key = 'format'");

        Assert.Contains("was made by a later version (catalogue format 99)", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sequence_without_a_definition_is_named_and_left_out()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE SEQUENCE s START 5; CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
        scene.Plant("DELETE FROM _pg_ddl WHERE kind IN ('sequence', 'owner')");

        var skip = Assert.Single((await scene.RestoreAsync()).Skipped);

        Assert.Equal(("sequence", "s", "the file has no definition of it"), (skip.Kind, skip.Name, skip.Reason));
    }

    [Fact]
    public async Task A_missing_file_and_one_that_is_no_database_are_refused()
    {
        using var scene = await RestoreScene.OfAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());
        Assert.Contains("cannot be opened", await scene.RefusalAsync(), StringComparison.Ordinal);

        await System.IO.File.WriteAllTextAsync(scene.File, new string('x', 5000));
        Assert.Contains("Reading", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id = 'C0FFEE'", "t, row 1: id holds C0FFEE, which is not how a uuid is stored")]
    [InlineData("n = 'x'", "t, row 1: n holds x, which is not how a numeric(5,2) is stored")]
    public async Task A_value_in_another_form_is_named_and_nothing_is_left_behind(string change, string expected)
    {
        using var scene = await RestoreScene.CopiedAsync(Small);
        scene.Plant($"UPDATE t SET {change} WHERE rowid = 1");

        Assert.StartsWith(expected, await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_the_server_refuses_is_named_and_nothing_is_left_behind()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE DOMAIN few AS int CHECK (VALUE < 10); CREATE TABLE t (f few); INSERT INTO t VALUES (1), (2)");
        scene.Plant("UPDATE t SET f = 11 WHERE rowid = 2");

        var message = await scene.RefusalAsync();

        Assert.StartsWith("The rows of t were refused: value for domain few violates", message, StringComparison.Ordinal);
        Assert.Contains("line 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_no_longer_holds_is_named_and_nothing_is_left_behind()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (t int CONSTRAINT to_t REFERENCES t); INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)");
        scene.Plant("DELETE FROM t");

        Assert.StartsWith("The foreign key to_t could not be made", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_is_said_without_the_password()
    {
        using var scene = await RestoreScene.CopiedAsync(Small);
        var port = FreePort.Find();
        foreach (var (target, expected) in new[]
        {
            ($"Host=127.0.0.1;Port={port};Database=x;Username=u;Password=very-secret", "Cannot reach PostgreSQL"),
            (scene.Target + ";Database=nowhere", "There is no database 'nowhere'"),
            (scene.Target + ";Password=very-secret", "refused user 'postgres'"),
            ("Host=", "The target names no Host"),
        })
        {
            var error = await Assert.ThrowsAsync<DataMigrationException>(() => SourceRestore.RunAsync(new RestoreRequest(scene.File, target), null, default));
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("very-secret", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cancelled_restore_leaves_nothing_behind()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE TABLE t AS SELECT i AS id, repeat('x', 100) AS s FROM generate_series(1, 20000) i");
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SourceRestore.RunAsync(new RestoreRequest(scene.File, scene.Target), new CancelOnRows(cancelled), cancelled.Token));

        Assert.Equal("0", await RestoreScene.AskAsync(scene.Target, "SELECT count(*) FROM pg_class WHERE relname = 't'"));
    }

    private sealed class CancelOnRows(CancellationTokenSource cancelled) : IProgress<RestoreProgress>
    {
        public void Report(RestoreProgress value)
        {
            if (value is { Step: "rows", Rows: > 0 })
                cancelled.Cancel();
        }
    }
}
