namespace AdminApp.Data.Tests.DataMigration.Streaming;

/// <summary>What a change of the source becomes in the target.</summary>
public sealed class DataStreamTests
{
    private const string Pairs = "CREATE TABLE t (id integer PRIMARY KEY, v text, n numeric, f double precision); INSERT INTO t VALUES (1, 'a', 1.50, -0.0), (2, 'b', 2, 'NaN')";

    [Fact]
    public async Task Inserts_updates_and_deletes_arrive()
    {
        await using var scene = await StreamScene.StartedAsync(Pairs);

        await scene.ExecuteAsync("INSERT INTO t VALUES (3, 'c', 3.000, 3); UPDATE t SET v = 'é', n = 7.10 WHERE id = 1; DELETE FROM t WHERE id = 2");

        await scene.RequireEqualAsync();
        Assert.Equal([["1", "é"], ["3", "c"]], scene.Rows("SELECT id, v FROM t ORDER BY id"));
    }

    [Fact]
    public async Task A_row_that_gets_another_key_keeps_its_exact_values()
    {
        await using var scene = await StreamScene.StartedAsync(Pairs);

        await scene.ExecuteAsync("UPDATE t SET id = 10 WHERE id = 1; UPDATE t SET id = 1 WHERE id = 2; UPDATE t SET id = id + 100");

        await scene.RequireEqualAsync();
        Assert.Equal([["101"], ["110"]], scene.Rows("SELECT DISTINCT row_id FROM _pg_exact ORDER BY row_id"));
    }

    [Fact]
    public async Task A_long_value_that_did_not_change_is_left_alone()
    {
        await using var scene = await StreamScene.StartedAsync("""
            CREATE TABLE t (id integer PRIMARY KEY, v text, n numeric, long text, up text GENERATED ALWAYS AS (upper(v) || length(long)) STORED);
            ALTER TABLE t ALTER long SET STORAGE EXTERNAL, ALTER n SET STORAGE EXTERNAL;
            INSERT INTO t VALUES (1, 'a', (repeat('1234567890', 900) || '.10')::numeric, repeat('é', 50000))
            """);

        await scene.ExecuteAsync("UPDATE t SET v = 'ß'; UPDATE t SET id = 7; UPDATE t SET v = 'x' WHERE id = 7");

        await scene.RequireEqualAsync();
        Assert.Equal([["7", "50000", "X50000"]], scene.Rows("SELECT id, length(long), up FROM t"));
    }

    [Fact]
    public async Task Rows_without_a_key_are_told_apart_by_all_they_have()
    {
        await using var scene = await StreamScene.StartedAsync("""
            CREATE EXTENSION citext;
            CREATE TABLE t (n numeric, f double precision, c citext);
            ALTER TABLE t REPLICA IDENTITY FULL;
            INSERT INTO t VALUES (1.5, 0, 'a'), (1.50, 0, 'a'), (1.500, 0, 'A'), (1.5, '-0', 'a'), (NULL, 'NaN', NULL), (NULL, NULL, NULL), (1.5, 0, 'a')
            """);

        await scene.ExecuteAsync("""
            DELETE FROM t WHERE n::text = '1.50';
            UPDATE t SET n = 2.0 WHERE c::text = 'A';
            DELETE FROM t WHERE f = 'NaN';
            DELETE FROM t WHERE ctid = (SELECT max(ctid) FROM t WHERE n::text = '1.5')
            """);

        await scene.RequireEqualAsync();
        Assert.Equal([["4"]], scene.Rows("SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task An_index_can_tell_the_rows_of_a_table()
    {
        await using var scene = await StreamScene.StartedAsync("""
            CREATE TABLE t (d date NOT NULL, n numeric(6,2) NOT NULL, v char(5));
            CREATE UNIQUE INDEX told ON t (n, d);
            ALTER TABLE t REPLICA IDENTITY USING INDEX told;
            INSERT INTO t VALUES ('2024-02-29', 1.50, 'a'), ('0044-03-15 BC', 1.50, 'b'), ('infinity', -0.01, NULL)
            """);

        await scene.ExecuteAsync("UPDATE t SET v = 'new' WHERE d < '2000-01-01'; UPDATE t SET n = 3 WHERE d = 'infinity'; DELETE FROM t WHERE v = 'a'");

        await scene.RequireEqualAsync();
    }

    [Fact]
    public async Task Truncated_tables_are_emptied_and_count_anew()
    {
        await using var scene = await StreamScene.StartedAsync("""
            CREATE TABLE parent (id serial PRIMARY KEY, n numeric); CREATE TABLE child (id serial PRIMARY KEY, parent integer REFERENCES parent);
            INSERT INTO parent (n) VALUES (1.10), (2.20); INSERT INTO child (parent) VALUES (1), (2), (2)
            """);

        await scene.ExecuteAsync("TRUNCATE parent RESTART IDENTITY CASCADE; INSERT INTO parent (n) VALUES (5)");

        await scene.RequireEqualAsync();
        Assert.Equal([["1", "0", "1"]], scene.Rows("SELECT (SELECT max(id) FROM parent), (SELECT count(*) FROM child), (SELECT seq FROM sqlite_sequence WHERE name = 'parent')"));
    }

    [Fact]
    public async Task Rows_of_partitions_come_move_and_go_with_their_partition()
    {
        await using var scene = await StreamScene.StartedAsync("""
            CREATE TABLE m (region text, day date, n numeric, PRIMARY KEY (region, day)) PARTITION BY LIST (region);
            CREATE TABLE m_eu PARTITION OF m FOR VALUES IN ('eu') PARTITION BY RANGE (day);
            CREATE TABLE m_eu_old (n numeric, dropped text, day date NOT NULL, region text NOT NULL);
            ALTER TABLE m_eu_old DROP COLUMN dropped;
            ALTER TABLE m_eu ATTACH PARTITION m_eu_old FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
            CREATE TABLE m_eu_new PARTITION OF m_eu FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
            CREATE TABLE m_rest PARTITION OF m DEFAULT;
            INSERT INTO m VALUES ('eu', '2020-01-01', 1.10), ('eu', '2024-06-01', 2), ('us', '2024-07-01', 3.00), ('x', 'infinity', 4)
            """);

        await scene.ExecuteAsync("""
            INSERT INTO m VALUES ('eu', '2021-01-01', 5.50), ('zz', '2000-01-01', 6);
            UPDATE m SET region = 'eu' WHERE region = 'us';
            UPDATE m SET n = 7.70 WHERE day = '2020-01-01';
            TRUNCATE m_eu_new;
            TRUNCATE m_rest; INSERT INTO m VALUES ('last', '1999-01-01', 8.0)
            """);

        await scene.RequireEqualAsync();
        Assert.Equal([["eu", "2020-01-01"], ["eu", "2021-01-01"], ["last", "1999-01-01"]], scene.Rows("SELECT region, day FROM m ORDER BY region, day"));
    }

    [Fact]
    public async Task Columns_that_the_source_computes_are_kept_up()
    {
        await using var scene = await StreamScene.StartedAsync("""
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper($1) || ''!''';
            CREATE TABLE t (id integer PRIMARY KEY, v text, m mood, a integer[], tax numeric GENERATED ALWAYS AS (round(id * 0.18, 3)) STORED,
                loud text GENERATED ALWAYS AS (shout(v)) STORED, happy boolean GENERATED ALWAYS AS (m = 'ok') STORED, first integer GENERATED ALWAYS AS (a[1]) STORED);
            INSERT INTO t VALUES (1, 'a', 'ok', '{3,4}'), (2, NULL, NULL, NULL)
            """);

        await scene.ExecuteAsync("UPDATE t SET v = 'öz', m = 'sad' WHERE id = 2; INSERT INTO t VALUES (3, 'it''s', 'ok', '[2:3]={1,2}'); UPDATE t SET id = 50, a = '{}' WHERE id = 1");

        await scene.RequireEqualAsync();
        Assert.Equal([["ÖZ!"]], scene.Rows("SELECT loud FROM t WHERE id = 2"));
    }

    [Fact]
    public async Task Values_that_may_be_exchanged_within_a_transaction_are_exchanged()
    {
        await using var scene = await StreamScene.StartedAsync("""
            CREATE TABLE t (id integer PRIMARY KEY, place integer UNIQUE DEFERRABLE INITIALLY DEFERRED, n numeric, name text UNIQUE);
            CREATE TABLE k (k text PRIMARY KEY, place integer NOT NULL UNIQUE DEFERRABLE);
            INSERT INTO t SELECT g, g, 1.50, 'n' || g FROM generate_series(1, 10) g; INSERT INTO k SELECT 'k' || g, g FROM generate_series(1, 10) g
            """);

        await scene.ExecuteAsync("""
            UPDATE t SET place = 11 - place; UPDATE k SET place = place % 10 + 1;
            BEGIN; UPDATE t SET place = 5; DELETE FROM t WHERE id < 9; UPDATE t SET place = id; INSERT INTO t VALUES (11, 10, 2.0, 'x'); UPDATE t SET place = 12 WHERE id = 10; COMMIT
            """);

        await scene.RequireEqualAsync();
    }

    [Fact]
    public async Task A_transaction_is_seen_whole_or_not_at_all()
    {
        await using var scene = await StreamScene.StartedAsync("CREATE TABLE a (id serial PRIMARY KEY, v integer); CREATE TABLE b (id serial PRIMARY KEY, v integer)");

        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.ExecuteAsync(string.Concat(Enumerable.Repeat("BEGIN; INSERT INTO a (v) VALUES (1); INSERT INTO b (v) VALUES (1); COMMIT; ", 200)))));
        while (!writing.IsCompleted)
            Assert.Equal("0", scene.Rows("SELECT (SELECT count(*) FROM a) - (SELECT count(*) FROM b)")[0][0]);
        await writing;

        await scene.RequireEqualAsync();
    }

    [Fact]
    public async Task A_stream_goes_on_where_it_stopped_and_leaves_nothing_when_it_is_dropped()
    {
        await using var scene = await StreamScene.StartedAsync(Pairs);
        await scene.ExecuteAsync("INSERT INTO t (id) VALUES (10)");
        await scene.Stream.StopAsync(forGood: true);
        await scene.ExecuteAsync("INSERT INTO t (id) VALUES (11); UPDATE t SET id = 12 WHERE id = 10");

        await scene.StartAsync();

        await scene.RequireEqualAsync();
        Assert.Null(scene.Stream.Copied);
        await scene.Stream.StopAsync(forGood: true);
        Assert.Equal(2, await scene.SlotsAsync());
        await AdminApp.Data.DataMigration.Streaming.DataStream.DropAsync(scene.Target, CancellationToken.None);
        Assert.Equal(0, await scene.SlotsAsync());
    }
}
