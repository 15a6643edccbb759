using AdminApp.Data.DataMigration;
using AdminApp.Tests.Shared;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration;

public sealed class ProgressTests
{
    [Fact]
    public async Task The_comparison_of_a_copy_tells_how_far_it_is()
    {
        const int rows = 400_000;
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync($"DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE many (id int PRIMARY KEY, a text, b text); INSERT INTO many SELECT i, i, i FROM generate_series(1, {rows}) i");
        var told = new List<DataCopyProgress>();

        await DataCopy.RunAsync(scene.Request() with { Mode = DataCopyMode.Translate, Progress = new Remembered(told) }, CancellationToken.None);

        var comparing = told.FindAll(progress => progress is { Phase: DataCopyPhase.Verifying, Rows: < rows, Fraction: > 0 and < 1 });
        Assert.NotEmpty(comparing);
        Assert.All(comparing, progress => Assert.Equal((rows, "many", true), (progress.RowsExpected, progress.Tables[0].Name, progress.Tables[0].Done)));
        Assert.Equal(comparing.OrderBy(progress => progress.Fraction), comparing);
        Assert.Equal((rows, 1.0), told[^1] is { Phase: DataCopyPhase.Finishing } end ? (end.Rows, end.Fraction) : (0, 0));
    }

    [Fact]
    public async Task A_plan_that_waits_for_a_table_is_cancelled_at_once()
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync("CREATE TABLE held (id int PRIMARY KEY)");
        await using var holding = new NpgsqlConnection(scene.Source);
        await holding.OpenAsync();
        await using (var command = new NpgsqlCommand("BEGIN; LOCK TABLE held IN ACCESS EXCLUSIVE MODE", holding))
            await command.ExecuteNonQueryAsync();
        using var stop = new CancellationTokenSource();
        var plan = AdminApp.Data.DataMigration.Plan.DataPlan.MakeAsync(new(scene.Source, [], []), stop.Token);
        await Eventually.TrueAsync(async () => await WaitingAsync(holding) > 0, "somebody who waits for the table", TimeSpan.FromSeconds(20));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static async Task<long> WaitingAsync(NpgsqlConnection connection)
    {
        await using var query = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'held'::regclass", connection);
        return (long)(await query.ExecuteScalarAsync())!;
    }

    private sealed class Remembered(List<DataCopyProgress> told) : IProgress<DataCopyProgress>
    {
        public void Report(DataCopyProgress value) => told.Add(value);
    }
}
