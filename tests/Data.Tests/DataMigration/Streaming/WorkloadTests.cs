using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Streaming;

/// <summary>Anything that happens to a source while it is streamed, then every value compared.</summary>
public sealed class WorkloadTests
{
    // What cannot be streamed as it is gets an identity, as the refusal says.
    private const string Prepare = """
        ALTER TABLE big_values SET LOGGED;
        CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN CASE TG_LEVEL WHEN ''ROW'' THEN coalesce(NEW, OLD) END; END';
        DO $$
        DECLARE t regclass;
        BEGIN
            FOR t IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                    AND (c.relreplident = 'n' OR c.relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary AND x.indimmediate))
            LOOP
                EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', t);
            END LOOP;
        END $$
        """;

    [Fact]
    public async Task Everything_that_PostgreSQL_offers_is_equal_after_random_changes()
    {
        await using var scene = StreamScene.Of(await TortureData.CreateDatabaseAsync());
        scene.Target = new StreamTarget(scene.Source, scene.File) { Exclude = ["row_names", "no_columns"] };
        await scene.ExecuteAsync(Prepare);
        await scene.ExecuteAsync(Chaos());
        await scene.StartAsync();

        await Task.WhenAll(scene.ExecuteAsync("CALL chaos(1500)"), scene.ExecuteAsync("CALL chaos(1500)"), LargeAsync(scene));
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
        await scene.ExecuteAsync(Chaos());
        await scene.StartAsync();

        await Task.WhenAll(scene.ExecuteAsync("CALL chaos(1500)"), scene.ExecuteAsync("CALL chaos(1500)"));

        await scene.RequireEqualAsync();
        Assert.Equal([["0"]], scene.Rows("SELECT count(*) FROM parties p WHERE name_sort IS NULL"));
    }

    private static string Chaos() => File.ReadAllText(Path.Combine(Repository.Root, "tests/Data.Tests/DataMigration/Streaming/chaos.sql"));

    private static Task LargeAsync(StreamScene scene) => scene.ExecuteAsync("""
        BEGIN;
        INSERT INTO many_rows (v, s, f, at) SELECT g, repeat('x', g % 50), g / 3.0, now() FROM generate_series(1, 100000) g;
        SAVEPOINT s; DELETE FROM many_rows WHERE v > 5000; ROLLBACK TO s;
        UPDATE many_rows SET v = v + 1, s = NULL WHERE f > 3;
        COMMIT
        """);
}
