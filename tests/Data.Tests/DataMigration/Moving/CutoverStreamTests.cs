using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.DataMigration.Moving;

/// <summary>A cutover of a tenant whose file follows its source already.</summary>
public sealed class CutoverStreamTests
{
    public static TheoryData<CutoverStep> Steps =>
        [.. TestExtent.Of(Enum.GetValues<CutoverStep>().Except([CutoverStep.Check, CutoverStep.Copy, CutoverStep.Finish]), CutoverStep.Switch)];

    [Fact]
    public async Task What_was_written_until_the_freeze_is_in_the_file_and_nothing_of_the_stream_is_left()
    {
        await using var scene = await StreamedAsync();
        await scene.WriteAsync("Before the move");
        await scene.WriteAtSourceAsync("INSERT INTO parties (name, is_customer, is_vendor, is_active) SELECT 'While comparing ' || i, true, false, true FROM generate_series(1, 50) i");

        var report = await scene.RunAsync(CutoverScene.Request(withoutStream: false) with
        {
            OnStep = async (step, done) =>
            {
                // Behind the comparison of everything, and while the fence is waited for.
                if (step == CutoverStep.Compare && done)
                    await scene.WriteAtSourceAsync("UPDATE invoices SET notes = 'late' WHERE id <= 20; DELETE FROM payments WHERE id = (SELECT max(id) FROM payments); INSERT INTO parties (name, is_customer, is_vendor, is_active) VALUES ('After comparing', true, false, true)");
                if (step == CutoverStep.Fence && !done)
                    await scene.WriteAtSourceAsync("UPDATE parties SET notes = 'last' WHERE id = 3");
            },
        });

        Assert.True(report.Ok && report.Fenced);
        Assert.Equal("streamed", report.Way);
        Assert.Contains("rows that changed since", report.Verification!.Note, StringComparison.Ordinal);
        // The audit of the move is the first row that only the file has.
        var whole = await DataVerification(scene);
        Assert.Equal(["audit_entries"], whole.Tables.Where(table => !table.Ok).Select(table => table.Name));
        Assert.Single(await scene.NamesAsync("After comparing"));
        Assert.Equal(50, (await scene.NamesAsync("While comparing")).Length);
        Assert.Null(await scene.App.Service<TenantStreams>().StateAsync(CutoverScene.Slug, default));
        Assert.Equal(0L, await scene.AskSourceAsync<long>("SELECT (SELECT count(*) FROM pg_replication_slots WHERE database = current_database()) + (SELECT count(*) FROM pg_publication)"));
        await scene.RequireFileServesAsync();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_failure_leaves_the_source_serving_and_the_stream_going_on(CutoverStep step)
    {
        await using var scene = await StreamedAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => scene.RunAsync(CutoverScene.Request(withoutStream: false) with
        {
            OnStep = CutoverAbortTests.At(step, step != CutoverStep.Switch, () => throw new InvalidOperationException("Planned.")),
        }));

        await scene.RequireSourceServesAsync();
        var streams = scene.App.Service<TenantStreams>();
        await streams.WaitUntilStreamingAsync(CutoverScene.Slug, default);
        await streams.DrainAsync(CutoverScene.Slug, default);
        Assert.True((await scene.RunAsync(CutoverScene.Request(withoutStream: false))).Ok);
        Assert.Contains("Served by the source", await scene.NamesAsync("Served by"));
        await scene.RequireFileServesAsync();
    }

    [Fact]
    public async Task A_file_that_differs_is_not_switched_to()
    {
        await using var scene = await StreamedAsync();
        using (var file = Data.DataMigration.Sqlite.SqliteFile.Open(scene.File, create: false))
            file.Execute("PRAGMA busy_timeout = 5000; UPDATE invoices SET notes = 'wrong' WHERE id = 3");

        var fault = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync(CutoverScene.Request(withoutStream: false)));

        Assert.Contains("Source and target differ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("invoices", fault.Message, StringComparison.Ordinal);
        await scene.RequireSourceServesAsync();
    }

    [Fact]
    public async Task A_stream_whose_copy_is_under_way_is_waited_for_by_nobody()
    {
        await using var scene = await CutoverScene.CreateAsync();
        await scene.App.Service<TenantStreams>().StartAsync(Actor.CommandLine, CutoverScene.Slug, default);

        var report = await scene.RunAsync(CutoverScene.Request(withoutStream: false) with { DryRun = true });

        Assert.Contains(report.Checks, check => check.Name == "stream");
    }

    private static async Task<CutoverScene> StreamedAsync()
    {
        var scene = await CutoverScene.CreateAsync();
        var streams = scene.App.Service<TenantStreams>();
        await streams.StartAsync(Actor.CommandLine, CutoverScene.Slug, default);
        await streams.WaitUntilStreamingAsync(CutoverScene.Slug, default);
        return scene;
    }

    private static Task<Data.DataMigration.Verify.VerificationReport> DataVerification(CutoverScene scene) =>
        Data.DataMigration.Verify.DataVerification.RunAsync(new() { SourceConnectionString = scene.App.Connection, TargetFile = scene.File }, default);
}
