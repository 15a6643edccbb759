using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Streaming;

/// <summary>Anything that happens to a source while it is streamed, then every value compared.</summary>
public sealed class WorkloadTests
{
    private static readonly int Changes = TestExtent.IsFull ? 1500 : 500;

    [Fact]
    public async Task Everything_that_PostgreSQL_offers_is_equal_after_random_changes()
    {
        await using var scene = StreamScene.Of(await TortureData.CreateDatabaseAsync());
        scene.Target = new StreamTarget(scene.Source, scene.File) { Exclude = ["row_names", "no_columns"] };
        await Chaos.InstallAsync(scene.Source);
        await scene.StartAsync();

        await Task.WhenAll(scene.ExecuteAsync($"CALL chaos({Changes})"), scene.ExecuteAsync($"CALL chaos({Changes})"), LargeAsync(scene));
        await scene.RequireEqualAsync();
        await scene.ExecuteAsync("TRUNCATE many_rows RESTART IDENTITY; TRUNCATE shop.customer CASCADE; TRUNCATE measure_us_0, measured; INSERT INTO many_rows (v) VALUES (1), (2); CALL chaos(300)");

        await scene.RequireEqualAsync();
        Assert.True(scene.Stream.State.Rows > 200_000, $"{scene.Stream.State.Rows} rows were streamed.");
    }

    [Fact]
    public async Task A_tenant_is_equal_to_its_origin_after_random_changes()
    {
        await using var scene = StreamScene.Of(await OriginData.CreateDatabaseAsync(parties: 40));
        scene.Target = new StreamTarget(scene.Source, scene.File) { Mode = DataCopyMode.Model };
        await Chaos.InstallAsync(scene.Source);
        await scene.StartAsync();

        await Task.WhenAll(scene.ExecuteAsync($"CALL chaos({Changes})"), scene.ExecuteAsync($"CALL chaos({Changes})"));

        await scene.RequireEqualAsync();
        Assert.Equal([["0"]], scene.Rows("SELECT count(*) FROM parties p WHERE name_sort IS NULL"));
    }

    private static Task LargeAsync(StreamScene scene) => scene.ExecuteAsync("""
        BEGIN;
        INSERT INTO many_rows (v, s, f, at) SELECT g, repeat('x', g % 50), g / 3.0, now() FROM generate_series(1, 100000) g;
        SAVEPOINT s; DELETE FROM many_rows WHERE v > 5000; ROLLBACK TO s;
        UPDATE many_rows SET v = v + 1, s = NULL WHERE f > 3;
        COMMIT
        """);
}
