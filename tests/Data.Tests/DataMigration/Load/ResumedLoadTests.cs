using AdminApp.Data.DataMigration;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Load;

public sealed class ResumedLoadTests
{
    private const string Filled = """
        DROP SCHEMA public CASCADE; CREATE SCHEMA public;
        CREATE TABLE a_people (id serial PRIMARY KEY, name text NOT NULL);
        CREATE TABLE b_orders (id serial PRIMARY KEY, person int NOT NULL REFERENCES a_people, amount numeric, note text);
        CREATE TABLE c_notes (label text, at timestamptz);
        CREATE INDEX ON b_orders (person);
        INSERT INTO a_people (name) SELECT 'person ' || i FROM generate_series(1, 5000) i;
        INSERT INTO b_orders (person, amount, note) SELECT 1 + i * 7 % 5000, i / 4.0, repeat('n', i % 90) FROM generate_series(1, 20000) i;
        INSERT INTO c_notes SELECT 'note ' || i, timestamptz '2024-01-01' + i * interval '1 minute' FROM generate_series(1, 5000) i
        """;

    [Theory]
    [InlineData("b_orders")]
    [InlineData("c_notes")]
    public async Task A_cancelled_copy_goes_on_where_it_was_and_ends_like_a_fresh_one(string table)
    {
        using var scene = await FilledAsync();
        await CancelAtAsync(scene, table);
        Assert.True(Count(scene.Target + ".partial", "a_people") == 5000, "nothing was kept");

        var started = new List<string>();
        var report = await DataCopy.RunAsync(Small(scene) with { Resume = true, OnTableStarted = started.Add }, CancellationToken.None);

        Assert.DoesNotContain("a_people", started);
        Assert.Equal(2, report.Snapshots);
        await RequireLikeFreshAsync(scene);
    }

    [Fact]
    public async Task What_an_interrupted_table_has_is_not_loaded_again()
    {
        using var scene = await FilledAsync();
        // Enough to be told of more than once on its way.
        await PostgresCluster.ExecuteAsync(scene.Source, "INSERT INTO b_orders (person, amount) SELECT 1, i FROM generate_series(1, 180000) i");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => DataCopy.RunAsync(
            Small(scene) with { KeepPartial = true, Progress = new When(progress => progress is { Table: "b_orders", TableRows: > 2000 }, stop.Cancel) }, stop.Token));
        var kept = Count(scene.Target + ".partial", "b_orders");
        Assert.InRange(kept, 1, 199_999);

        var loaded = 0L;
        await DataCopy.RunAsync(Small(scene) with { Resume = true, Progress = new When(progress => (loaded = Math.Max(loaded, progress.Phase == DataCopyPhase.Indexing ? progress.Rows : 0)) > 0, () => { }) }, CancellationToken.None);

        Assert.Equal(205_000 - kept, loaded);
        await RequireLikeFreshAsync(scene);
    }

    [Fact]
    public async Task A_copy_cancelled_at_many_moments_ends_like_a_fresh_one()
    {
        using var scene = await FilledAsync();
        var cancelled = 0;
        for (var milliseconds = 40; ; milliseconds += 60)
        {
            using var stop = new CancellationTokenSource(milliseconds);
            try
            {
                await DataCopy.RunAsync(Small(scene) with { Resume = true, KeepPartial = true }, stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                Assert.False(File.Exists(scene.Target));
                Assert.True(++cancelled < 200, "it never ends");
            }
        }
        Assert.True(cancelled > 0, "it was never cancelled");
        await RequireLikeFreshAsync(scene);
    }

    [Fact]
    public async Task A_copy_cancelled_after_its_last_row_goes_on_with_the_indexes()
    {
        using var scene = await FilledAsync();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            DataCopy.RunAsync(Small(scene) with { KeepPartial = true, Progress = new When(progress => progress.Phase == DataCopyPhase.Indexing, stop.Cancel) }, stop.Token));

        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await DataCopy.RunAsync(Small(scene) with { Resume = true }, enough.Token);

        await RequireLikeFreshAsync(scene);
    }

    [Theory]
    [InlineData("UPDATE a_people SET name = 'changed' WHERE id = 77")]
    [InlineData("DELETE FROM c_notes; DELETE FROM b_orders; DELETE FROM a_people WHERE id > 100")]
    [InlineData("INSERT INTO a_people (name) SELECT 'late ' || i FROM generate_series(1, 3000) i")]
    [InlineData("VACUUM FULL a_people")]
    public async Task Rows_changed_in_between_are_as_the_source_has_them_at_the_end(string change)
    {
        using var scene = await FilledAsync();
        await CancelAtAsync(scene, "c_notes");
        await PostgresCluster.ExecuteAsync(scene.Source, change);

        await DataCopy.RunAsync(Small(scene) with { Resume = true }, CancellationToken.None);

        await RequireLikeFreshAsync(scene);
    }

    [Fact]
    public async Task A_copy_whose_connections_are_ended_recovers_by_itself()
    {
        using var scene = await FilledAsync();
        var ended = 0;
        await DataCopy.RunAsync(Small(scene) with { OnTableStarted = table => ended += table == "b_orders" && ended == 0 ? End(scene.Source) : 0 }, CancellationToken.None);

        Assert.True(ended > 0, "no connection was ended");
        await RequireLikeFreshAsync(scene);
    }

    [Fact]
    public async Task A_second_copy_into_the_same_target_is_refused()
    {
        using var scene = await FilledAsync();
        DataMigrationException? refusal = null;
        await DataCopy.RunAsync(Small(scene) with
        {
            OnTableStarted = _ => refusal ??= Assert.Throws<AggregateException>(() =>
            DataCopy.RunAsync(Small(scene), CancellationToken.None).Wait()).InnerException as DataMigrationException
        }, CancellationToken.None);

        Assert.Contains("Another copy is writing", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_rows_get_keys_after_those_the_source_gave_out()
    {
        using var scene = await FilledAsync();
        await PostgresCluster.ExecuteAsync(scene.Source, "DELETE FROM b_orders WHERE id > 19000");

        await DataCopy.RunAsync(Small(scene), CancellationToken.None);

        Assert.Equal(20_001L, scene.Scalar<long>("INSERT INTO b_orders (person) VALUES (1) RETURNING id"));
        Assert.Equal("ok", scene.Scalar<string>("PRAGMA integrity_check"));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("ALTER SEQUENCE d_new_id_seq RESTART 100", 100)]
    [InlineData("SELECT setval('d_new_id_seq', 100)", 101)]
    public async Task The_first_key_of_a_table_without_rows_is_the_one_the_source_would_give(string change, long first)
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE d_new (id serial PRIMARY KEY, label text);" + change);

        await DataCopy.RunAsync(Small(scene), CancellationToken.None);

        Assert.Equal(first, scene.Scalar<long>("INSERT INTO d_new (label) VALUES ('x') RETURNING id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("DROP INDEX b_orders_person_idx")]
    public async Task A_reference_to_no_row_is_named_with_and_without_an_index(string index)
    {
        using var scene = await FilledAsync();
        await scene.PlantAsync($"{index}; UPDATE b_orders SET person = 777777 WHERE id IN (8, 9)");

        var error = await Assert.ThrowsAsync<DataMigrationException>(() => DataCopy.RunAsync(Small(scene), CancellationToken.None));

        Assert.Contains("b_orders has 2 without their row in a_people (id 8, 9)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_of_tables_is_refused_where_the_application_needs_all()
    {
        using var scene = await CopyScene.EmptyAsync();

        var error = await Assert.ThrowsAsync<DataMigrationException>(() => DataCopy.RunAsync(scene.Request() with { Only = ["parties"] }, CancellationToken.None));

        Assert.Contains("--only", error.Message, StringComparison.Ordinal);
    }

    private static async Task<CopyScene> FilledAsync()
    {
        var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync(Filled);
        return scene;
    }

    // Chunks of a few blocks, each of them kept.
    private static DataCopyRequest Small(CopyScene scene) => scene.Request() with { Mode = DataCopyMode.Translate, ChunkBytes = 64 << 10, CommitBytes = 1 };

    private static async Task CancelAtAsync(CopyScene scene, string table)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => DataCopy.RunAsync(
            Small(scene) with
            {
                KeepPartial = true,
                OnTableStarted = started =>
                {
                    if (started == table)
                        stop.Cancel();
                },
            },
            stop.Token));
    }

    private static async Task RequireLikeFreshAsync(CopyScene scene)
    {
        var fresh = Path.Combine(scene.Directory, "fresh.db");
        await DataCopy.RunAsync(Small(scene) with { TargetFile = fresh }, CancellationToken.None);
        Assert.Equal(Dump(fresh), Dump(scene.Target));
    }

    // Which rows lie where in a table without a key is the source's matter; the rest is compared as it is.
    private static List<string> Dump(string file) =>
    [
        .. Lines(file, "SELECT type || name || ifnull(sql, '') FROM sqlite_schema ORDER BY 1"),
        .. Lines(file, "SELECT id || name FROM a_people ORDER BY 1"),
        .. Lines(file, "SELECT id || '|' || person || '|' || amount || '|' || note FROM b_orders ORDER BY 1"),
        .. Lines(file, "SELECT label || at FROM c_notes ORDER BY 1"),
        .. Lines(file, "SELECT name || seq FROM sqlite_sequence ORDER BY 1"),
        .. Lines(file, "SELECT table_id || '|' || row_id || '|' || column_id || stored || pgtext FROM _pg_exact ORDER BY 1"),
    ];

    private static long Count(string file, string table) => Lines(file, $"SELECT 'x' FROM {table}").Count;

    private static List<string> Lines(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = sql;
        using var reader = query.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        return lines;
    }

    private static int End(string source)
    {
        using var connection = new NpgsqlConnection(source);
        connection.Open();
        using var command = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'AdminApp data copy'", connection);
        return (int)(long)command.ExecuteScalar()!;
    }

    private sealed class When(Predicate<DataCopyProgress> holds, Action act) : IProgress<DataCopyProgress>
    {
        public void Report(DataCopyProgress value)
        {
            if (holds(value))
                act();
        }
    }
}
