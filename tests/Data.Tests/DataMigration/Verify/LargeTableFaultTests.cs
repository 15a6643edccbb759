using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Tests.DataMigration.Back;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Verify;

/// <summary>Faults in tables that are narrowed down by ranges of their key, and faults that are long to tell.</summary>
public sealed class LargeTableFaultTests
{
    // In blocks of 1024 keys side by side, each in a block of its own, and too far apart for ranges.
    [Theory]
    [InlineData(1L, "1023,1024,2047,4095,4096")]
    [InlineData(2048L, "2048")]
    [InlineData(1_000_000_000L, "7000000000,4096000000000")]
    [InlineData(-1_000_000_000_000_000L, "-5000000000000000")]
    public async Task Rows_are_found_wherever_their_keys_are(long step, string faulty)
    {
        using var scene = await RestoreScene.CopiedAsync($"CREATE TABLE t (id bigint PRIMARY KEY, a text); INSERT INTO t SELECT i * {step}::bigint, 'row ' || i FROM generate_series(1, 5000) i");
        scene.Plant($"UPDATE t SET a = a || '!' WHERE id IN ({faulty})");

        var table = await FaultyAsync(scene);

        Assert.Equal(faulty.Split(',').Order(StringComparer.Ordinal), table.Differences.Select(difference => difference.Key).Order(StringComparer.Ordinal));
        Assert.All(table.Differences, difference => Assert.Equal(difference.Source + "!", difference.Target));
        Assert.Equal(["a"], table.Columns);
    }

    [Fact]
    public async Task Faults_in_more_blocks_than_are_worth_a_seek_each_are_found_by_reading_everything()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE TABLE t (id int PRIMARY KEY, a int); INSERT INTO t SELECT i * 2048, i FROM generate_series(1, 5000) i");
        scene.Plant("DELETE FROM t WHERE id % 102400 = 0 AND id <= 7168000");

        var table = await FaultyAsync(scene);

        Assert.Equal(70, table.DifferingRows);
        Assert.All(table.Differences, difference => Assert.Equal(VerificationDifference.Missing, difference.Kind));
    }

    [Fact]
    public async Task A_long_text_is_shown_around_its_difference_in_whole_characters()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE TABLE t (id int PRIMARY KEY, a text); INSERT INTO t VALUES (1, repeat(chr(128512), 300))");
        scene.Plant("UPDATE t SET a = substr(a, 1, 150) || char(0x1F601) || substr(a, 152)");

        var difference = Assert.Single((await FaultyAsync(scene)).Differences);

        Assert.DoesNotContain('\uFFFD', difference.Source + difference.Target);
        Assert.All(new[] { difference.Source!, difference.Target! }, shown => Assert.Equal(shown, string.Concat(shown.EnumerateRunes().Select(rune => rune.ToString()))));
        Assert.Contains("\U0001F601", difference.Target, StringComparison.Ordinal);
        Assert.EndsWith("… (1200 bytes)", difference.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sequence_that_is_gone_and_a_key_that_is_no_key_any_more_are_named()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE SEQUENCE s; CREATE TABLE t (id int PRIMARY KEY, a text); INSERT INTO t VALUES (1, 'x')");
        await PostgresCluster.ExecuteAsync(scene.Source, "DROP SEQUENCE s");
        scene.Plant("ALTER TABLE t RENAME TO old; CREATE TABLE t (id INTEGER NOT NULL CONSTRAINT t_pkey UNIQUE, a TEXT) STRICT; INSERT INTO t SELECT * FROM old; DROP TABLE old");

        var report = await VerifyAsync(scene);

        Assert.False(report.Ok);
        Assert.Contains(report.Checks, check => !check.Ok && check.Detail == "s was dropped in the source");
        Assert.Contains(report.Checks, check => !check.Ok && check.Detail.Contains("primary key of t is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT setval('s', 4)", "s is at 4 in the source, at 5 in the target's catalogue")]
    [InlineData("SELECT setval('s', 6)", "s is at 6 in the source, at 5 in the target's catalogue")]
    [InlineData("SELECT setval('s', 5, false)", "s is at 5 (not yet given out) in the source, at 5 in the target's catalogue")]
    public async Task A_sequence_that_moved_either_way_is_named(string move, string expected)
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE SEQUENCE s; SELECT setval('s', 5)");
        await PostgresCluster.ExecuteAsync(scene.Source, move);

        Assert.Equal(expected, Assert.Single((await VerifyAsync(scene)).Checks, check => !check.Ok).Detail);
    }

    [Fact]
    public async Task Partitions_that_came_and_went_are_named()
    {
        using var scene = await RestoreScene.CopiedAsync("""
            CREATE TABLE whole (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE one PARTITION OF whole FOR VALUES FROM (0) TO (10); CREATE TABLE two PARTITION OF whole FOR VALUES FROM (10) TO (20);
            INSERT INTO whole VALUES (1), (11)
            """);
        await PostgresCluster.ExecuteAsync(scene.Source, "DROP TABLE two; CREATE TABLE three PARTITION OF whole FOR VALUES FROM (20) TO (30)");

        var detail = Assert.Single((await VerifyAsync(scene)).Checks, check => !check.Ok).Detail;

        Assert.Contains("partition public.two of whole was dropped", detail, StringComparison.Ordinal);
        Assert.Contains("partition three of whole was added", detail, StringComparison.Ordinal);
    }

    private static async Task<VerifiedTable> FaultyAsync(RestoreScene scene) => Assert.Single((await VerifyAsync(scene)).Tables, table => !table.Ok);

    private static Task<VerificationReport> VerifyAsync(RestoreScene scene) =>
        DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scene.Source, TargetFile = scene.File, Jobs = 2 }, default);
}
