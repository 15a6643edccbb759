using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.DataMigration.Streaming;

/// <summary>What a stream cannot follow is named, and nothing wrong is written.</summary>
public sealed class StreamFaultTests
{
    private const string Table = "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (id integer PRIMARY KEY, v varchar(10), m mood); INSERT INTO t VALUES (1, 'x', 'a')";

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN extra text", "column t.extra was added")]
    [InlineData("ALTER TABLE t DROP COLUMN v", "column t.v was dropped")]
    [InlineData("ALTER TABLE t RENAME COLUMN v TO w", "column t.v was")]
    [InlineData("ALTER TABLE t ALTER v TYPE text", "t.v")]
    [InlineData("ALTER TABLE t ALTER v TYPE varchar(10) USING v || '!'", "t")]
    [InlineData("ALTER TABLE t RENAME TO u", "table t was renamed to u")]
    [InlineData("DROP TABLE t", "table t was dropped")]
    public async Task A_table_that_was_altered_is_named(string ddl, string named)
    {
        await using var scene = await StreamScene.StartedAsync(Table);

        await scene.ExecuteAsync($"INSERT INTO t VALUES (2); {ddl}");

        var fault = await scene.FaultAsync();
        Assert.Contains(named, fault, StringComparison.Ordinal);
        Assert.Equal(StreamPhase.Faulted, scene.Stream.State.Phase);
    }

    [Fact]
    public async Task A_change_after_a_column_was_added_stops_the_stream_before_it_is_applied()
    {
        await using var scene = await StreamScene.OfAsync(Table);
        scene.Settings = scene.Settings with { LookEvery = TimeSpan.FromHours(1) };
        await scene.StartAsync();

        await scene.ExecuteAsync("INSERT INTO t VALUES (2)");
        await scene.ExecuteAsync("ALTER TABLE t ADD extra integer; INSERT INTO t VALUES (3, 'y', 'a', 4)");

        Assert.Contains("column t.extra was added", await scene.FaultAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Rows("SELECT id FROM t"), row => row[0] == "3");
    }

    [Fact]
    public async Task A_table_that_was_created_stops_it()
    {
        await using var scene = await StreamScene.StartedAsync(Table);

        await scene.ExecuteAsync("CREATE SCHEMA more; CREATE TABLE more.made (id integer PRIMARY KEY)");

        Assert.Contains("table more.made was created", await scene.FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partition_that_was_added_stops_it()
    {
        await using var scene = await StreamScene.StartedAsync("CREATE TABLE m (k text PRIMARY KEY) PARTITION BY LIST (k); CREATE TABLE m_a PARTITION OF m FOR VALUES IN ('a')");

        await scene.ExecuteAsync("CREATE TABLE m_b PARTITION OF m FOR VALUES IN ('b'); INSERT INTO m VALUES ('b')");

        Assert.Contains("partition m_b was added", await scene.FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_label_that_the_target_does_not_know_stops_it()
    {
        await using var scene = await StreamScene.StartedAsync(Table);

        await scene.ExecuteAsync("ALTER TYPE mood ADD VALUE 'c'");
        await scene.ExecuteAsync("INSERT INTO t VALUES (2, 'y', 'c')");

        Assert.Contains("The target refuses a changed row of t", await scene.FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_that_cannot_be_streamed_are_named_before_anything_is_copied()
    {
        await using var scene = await StreamScene.OfAsync("""
            CREATE TABLE fine (id integer PRIMARY KEY);
            CREATE TABLE keyless (v text);
            CREATE UNLOGGED TABLE unlogged (id integer PRIMARY KEY);
            CREATE TABLE nothing (id integer PRIMARY KEY); ALTER TABLE nothing REPLICA IDENTITY NOTHING;
            CREATE TABLE later (id integer PRIMARY KEY DEFERRABLE);
            CREATE TABLE computed (a integer, k integer GENERATED ALWAYS AS (a + 1) STORED PRIMARY KEY);
            CREATE TABLE nameless (rowid text, _rowid_ text, oid text)
            """);

        var error = await Assert.ThrowsAsync<DataMigrationException>(() => scene.StartAsync());

        foreach (var name in new[] { "keyless has no primary key", "unlogged is unlogged", "nothing has REPLICA IDENTITY NOTHING", "later has no primary key that is checked at once", "computed is identified by k", "nameless has columns called rowid" })
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("fine", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await scene.SlotsAsync());
        Assert.False(File.Exists(scene.File));
    }

    [Fact]
    public async Task A_file_that_was_put_back_to_an_earlier_state_is_not_gone_on_with()
    {
        await using var scene = await StreamScene.StartedAsync(Table);
        await scene.Stream.StopAsync(forGood: true);
        File.Copy(scene.File, scene.File + ".old");
        await scene.StartAsync();
        await scene.ExecuteAsync("INSERT INTO t VALUES (2)");
        await scene.RequireEqualAsync();
        await scene.Stream.StopAsync(forGood: true);
        File.Delete(scene.File + "-wal");
        File.Move(scene.File + ".old", scene.File, overwrite: true);

        scene.Settings = scene.Settings with { LookEvery = TimeSpan.FromHours(1) };
        await scene.StartAsync();

        Assert.Contains("is older than what the source was told", await scene.FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slot_that_keeps_too_much_is_dropped_and_said_so()
    {
        await using var scene = await StreamScene.StartedAsync(Table);
        await scene.Stream.StopAsync(forGood: true);
        await scene.ExecuteAsync("INSERT INTO t SELECT g, repeat('x', 10) FROM generate_series(10, 40000) g");

        var error = await Assert.ThrowsAnyAsync<DataMigrationException>(() => DataStream.GuardAsync(scene.Target, scene.Settings with { MostRetainedBytes = 1 << 20 }, CancellationToken.None));

        Assert.Contains("was dropped", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await scene.SlotsAsync());
        Assert.Equal(StreamPhase.Faulted, (await DataStream.LookAsync(scene.Target, scene.Settings, CancellationToken.None))!.Phase);
    }

    [Fact]
    public async Task A_lost_connection_is_made_again()
    {
        await using var scene = await StreamScene.StartedAsync(Table);

        for (var i = 2; i < 6; i++)
        {
            await scene.ExecuteAsync($"INSERT INTO t VALUES ({i}); SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE database = current_database(); INSERT INTO t VALUES ({i} * 10)");
            await Eventually.TrueAsync(() => scene.Rows("SELECT count(*) FROM t")[0][0] == (1 + ((i - 1) * 2)).ToString(null as IFormatProvider), "both rows are in the target");
        }

        await scene.RequireEqualAsync();
    }
}
