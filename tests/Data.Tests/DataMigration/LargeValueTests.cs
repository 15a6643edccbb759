using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Tests.DataMigration.Back;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration;

public sealed class LargeValueTests
{
    // Thirty megabytes a value, and a third of that in an ordinary run.
    private static readonly int Repeats = TestExtent.IsFull ? 1_875_000 : 625_000;

    [Fact]
    public async Task Large_values_go_there_are_equal_and_come_back()
    {
        using var scene = await RestoreScene.OfAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());
        await PostgresCluster.ExecuteAsync(scene.Source, $"""
            CREATE TABLE large (id int PRIMARY KEY, b bytea, t text, j jsonb, a text[]);
            INSERT INTO large (id, b) SELECT 1, convert_to(repeat(E'0123456789\tabcde', {Repeats}), 'UTF8') || '\x00ff';
            INSERT INTO large (id, t) SELECT 2, repeat(E'ä\n\\"0123456789', {Repeats});
            INSERT INTO large (id, j) SELECT 3, jsonb_build_object('n', 1, 'v', t) FROM large WHERE id = 2;
            INSERT INTO large (id, a) SELECT 4, ARRAY[t, NULL, 'short', repeat('e', 2000000)] FROM large WHERE id = 2;
            """);

        await scene.CopyAsync();
        var report = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scene.Source, TargetFile = scene.File, Jobs = 2 }, default);
        await scene.RestoreAsync();

        Assert.True(report.Ok, report.ToJson());
        const string digests = "SELECT string_agg(concat_ws('|', id, md5(b), md5(t), md5(j::text), md5(a::text)), ',' ORDER BY id) FROM large";
        Assert.Equal(await RestoreScene.AskAsync(scene.Source, digests), await RestoreScene.AskAsync(scene.Target, digests));
        scene.Plant("UPDATE large SET a = replace(a, '\"short\"', '\"shirt\"') WHERE id = 4");
        report = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scene.Source, TargetFile = scene.File, Jobs = 2 }, default);
        Assert.Equal(("4", "a"), report.Tables[0].Differences.Select(difference => (difference.Key, difference.Column)).Single());
    }
}
