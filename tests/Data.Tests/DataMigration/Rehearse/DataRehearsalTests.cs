using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Rehearse;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Rehearse;

public sealed class DataRehearsalTests
{
    private const string Plain = "CREATE TABLE items (id int PRIMARY KEY, name text NOT NULL); INSERT INTO items SELECT i, i FROM generate_series(1, 50) i";

    [Fact]
    public async Task There_and_back_goes_well_and_leaves_nothing_behind()
    {
        using var directory = new TestDirectory();
        var source = await SourceAsync(Plain);
        var phases = new List<DataCopyPhase>();

        var report = await DataRehearsal.RunAsync(new RehearsalRequest { Source = source, Scratch = source, Directory = directory.Path, Progress = new Phases(phases) }, default);

        Assert.True(report.Ok, report.ToJson());
        Assert.Equal((50, 50), (report.Copy!.Rows, report.BackVerification!.Tables.Sum(table => table.SourceRows)));
        Assert.True(report.FileBytes > 0 && report.PredictedDowntimeSeconds >= report.Copy.Seconds);
        Assert.Equal("Everything went well.", RehearsalReport.FromJson(report.ToJson())!.Summary);
        Assert.Contains(DataCopyPhase.Planning, phases);
        Assert.Contains(DataCopyPhase.Returning, phases);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
        Assert.Equal(0L, await ScalarAsync(source, "SELECT count(*) FROM pg_database WHERE datname LIKE 'rehearsal%' AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = pg_database.datname)"));
    }

    [Fact]
    public async Task Without_a_scratch_server_the_way_back_is_left_out()
    {
        var report = await DataRehearsal.RunAsync(new RehearsalRequest { Source = await SourceAsync(Plain) }, default);

        Assert.True(report.Ok, report.ToJson());
        Assert.Null(report.Back);
    }

    [Fact]
    public async Task A_plan_that_blocks_ends_it_before_anything_is_copied()
    {
        var report = await DataRehearsal.RunAsync(new RehearsalRequest { Source = await SourceAsync("SELECT lo_from_bytea(0, 'abc')") }, default);

        Assert.False(report.Ok);
        Assert.Equal("The plan has findings that block.", report.Summary);
        Assert.Null(report.PredictedDowntimeSeconds);
    }

    [Fact]
    public async Task A_user_who_may_not_make_databases_is_told_so()
    {
        var source = await SourceAsync($"""
            {Plain};
            DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'no_databases') THEN CREATE ROLE no_databases LOGIN PASSWORD '{PostgresCluster.Password}'; END IF; END $$
            """);
        var scratch = new NpgsqlConnectionStringBuilder(source) { Username = "no_databases" }.ConnectionString;

        var report = await DataRehearsal.RunAsync(new RehearsalRequest { Source = source, Scratch = scratch }, default);

        Assert.Contains("User 'no_databases' may not make a scratch database", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scratch_server_that_is_not_there_is_named()
    {
        var report = await DataRehearsal.RunAsync(new RehearsalRequest { Source = await SourceAsync(Plain), Scratch = "Host=127.0.0.1;Port=1;Database=none;Username=none" }, default);

        Assert.StartsWith("Cannot reach PostgreSQL at 127.0.0.1:1", report.Summary, StringComparison.Ordinal);
        Assert.Equal("none at 127.0.0.1:1", DataRehearsal.DescribeScratch("Host=127.0.0.1;Port=1;Database=none;Username=none;Password=secret"));
    }

    private static async Task<string> SourceAsync(string sql) => await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync(sql);

    private static async Task<object?> ScalarAsync(string source, string sql)
    {
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private sealed class Phases(List<DataCopyPhase> told) : IProgress<DataCopyProgress>
    {
        public void Report(DataCopyProgress value)
        {
            lock (told)
                told.Add(value.Phase);
        }
    }
}
