using AdminApp.Data.DataMigration;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Load;

/// <summary>The server ends one session of a copy in the middle of a table; every value is compared at the end.</summary>
public sealed class LostSessionTests
{
    // More than may be on the way, so that the reader is in the middle of it when the first rows are written.
    private const string Filled = """
        DROP SCHEMA public CASCADE; CREATE SCHEMA public;
        CREATE TABLE a_first (id int PRIMARY KEY);
        CREATE TABLE b_wide (id int PRIMARY KEY, pad text);
        CREATE TABLE c_last (id int PRIMARY KEY, pad text);
        INSERT INTO a_first SELECT generate_series(1, 1000);
        INSERT INTO b_wide SELECT i, repeat(md5(i::text), 8) FROM generate_series(1, 100000) i;
        INSERT INTO c_last SELECT i, md5(i::text) FROM generate_series(1, 20000) i;
        """;

    // The one that exports the snapshot is there first.
    private const string Exporter = "ORDER BY backend_start LIMIT 1";

    private const string Reader = "AND state = 'active' AND query LIKE 'COPY (%b_wide%' LIMIT 1";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_reader_that_is_lost_is_opened_again_behind_its_last_row(int jobs)
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync(Filled);

        var (report, ended) = await CopyAsync(scene, Reader, jobs);

        Assert.Equal(1, ended);
        Assert.Equal(1, report.Snapshots);
        Assert.True(report.Verification!.Ok);
        Assert.Equal(121_000, report.Rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_loss_of_the_session_that_holds_the_snapshot_leads_to_another_snapshot(int jobs)
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync(Filled);

        var (report, ended) = await CopyAsync(scene, Exporter, jobs);

        Assert.Equal(1, ended);
        Assert.Equal(2, report.Snapshots);
        Assert.True(report.Verification!.Ok);
        Assert.Equal(121_000, report.Rows);
    }

    [Fact]
    public async Task Rows_that_changed_before_the_other_snapshot_are_as_they_are_in_that()
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync(Filled);

        var (report, _) = await CopyAsync(scene, Exporter, 2, "UPDATE a_first SET id = -id WHERE id = 7; DELETE FROM b_wide WHERE id <= 10");

        Assert.True(report.Verification!.Ok);
        Assert.Equal(120_990, report.Rows);
        Assert.Equal(-7L, scene.Scalar<long>("SELECT min(id) FROM a_first"));
    }

    private static async Task<(DataCopyReport Report, int Ended)> CopyAsync(CopyScene scene, string which, int jobs, string change = "SELECT 1")
    {
        int? ended = null;
        var report = await DataCopy.RunAsync(scene.Request() with
        {
            Mode = DataCopyMode.Translate,
            Jobs = jobs,
            ChunkBytes = 1 << 30,
            CommitBytes = 1,
            OnTableStarted = table =>
            {
                if (table == "b_wide")
                    ended ??= End(scene.Source, which, change);
            },
        }, CancellationToken.None);
        return (report, ended ?? 0);
    }

    // Waits until it has ended.
    private static int End(string source, string which, string change)
    {
        using var connection = new NpgsqlConnection(source);
        connection.Open();
        using var command = new NpgsqlCommand($"""
            {change};
            SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 60000)) FROM (
                SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'AdminApp data copy' {which}) s
            """, connection);
        using var reader = command.ExecuteReader();
        while (reader.FieldCount != 1 || reader.GetName(0) != "count")
            reader.NextResult();
        reader.Read();
        return (int)reader.GetInt64(0);
    }
}
