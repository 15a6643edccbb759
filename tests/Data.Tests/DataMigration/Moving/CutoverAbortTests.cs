using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.DataMigration.Moving;

/// <summary>Whatever ends a cutover before its switch leaves the source serving; behind the switch it is the file.</summary>
public sealed class CutoverAbortTests
{
    // Before a step is behind the one before it; the first and the last have no other.
    private static readonly (CutoverStep Step, bool Done)[] Every =
    [
        (CutoverStep.Check, false),
        .. Enum.GetValues<CutoverStep>().Except([CutoverStep.CatchUp, CutoverStep.Compare, CutoverStep.Drain, CutoverStep.Finish]).Select(step => (step, step != CutoverStep.Switch)),
    ];

    public static TheoryData<CutoverStep, bool> Failures => Cases(TestExtent.Of(
        Every, (CutoverStep.Fence, true), (CutoverStep.Copy, true), (CutoverStep.Switch, false)));

    // Behind the start of the switch nothing is cancelled any more.
    public static TheoryData<CutoverStep, bool> Cancellations => Cases(TestExtent.Of(
        Every.Where(moment => moment.Step != CutoverStep.Switch), (CutoverStep.ChangeLog, true)));

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_leaves_the_source_serving_and_the_next_one_succeeds(CutoverStep step, bool done)
    {
        await using var scene = await CutoverScene.CreateAsync();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => scene.RunAsync(CutoverScene.Request() with { OnStep = At(step, done, () => throw new InvalidOperationException("Planned.")) }));

        Assert.Equal("Planned.", fault.Message);
        var run = await scene.NewestRunAsync();
        Assert.Equal((DataMigrationJournal.Failed, "Planned."), (run.State, run.Error));
        Assert.Equal(step, CutoverReport.FromJson(run.Report!)!.Steps[^1].Step);
        await scene.RequireSourceServesAsync();
        Assert.True((await scene.RunAsync()).Ok);
        Assert.Contains("Served by the source", await scene.NamesAsync("Served by"));
        await scene.RequireFileServesAsync();
    }

    [Theory]
    [MemberData(nameof(Cancellations))]
    public async Task A_cancellation_leaves_the_source_serving(CutoverStep step, bool done)
    {
        await using var scene = await CutoverScene.CreateAsync();
        using var cancelling = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.RunAsync(CutoverScene.Request() with { OnStep = At(step, done, cancelling.Cancel), CancelledBecause = () => "Too late today." }, cancelling.Token));

        var run = await scene.NewestRunAsync();
        Assert.Equal((DataMigrationJournal.Cancelled, "Too late today."), (run.State, run.Error));
        await scene.RequireSourceServesAsync();
    }

    [Fact]
    public async Task What_fails_behind_the_switch_is_done_by_the_recovery()
    {
        await using var scene = await CutoverScene.CreateAsync();

        var report = await scene.RunAsync(CutoverScene.Request() with { OnStep = At(CutoverStep.Finish, false, () => throw new DataMigrationException("Planned.")) });

        Assert.True(report.Ok);
        Assert.Equal(DataMigrationJournal.Running, (await scene.NewestRunAsync()).State);
        Assert.True(await scene.Cutover.RecoverAsync(default));
        var run = await scene.NewestRunAsync();
        Assert.Equal((DataMigrationJournal.Completed, report.DowntimeMs), (run.State, CutoverReport.FromJson(run.Report!)!.DowntimeMs));
        await scene.RequireFileServesAsync();
    }

    [Fact]
    public async Task A_copy_that_finds_the_source_changed_ends_it()
    {
        await using var scene = await CutoverScene.CreateAsync();

        var fault = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync(CutoverScene.Request() with
        {
            OnStep = At(CutoverStep.Fence, true, () => scene.WriteAtSourceAsync("ALTER TABLE payments ADD COLUMN remarks text").GetAwaiter().GetResult()),
        }));

        Assert.Contains("remarks", fault.Message, StringComparison.Ordinal);
        await scene.RequireSourceServesAsync();
    }

    internal static Func<CutoverStep, bool, Task> At(CutoverStep step, bool done, Action act) => (now, over) =>
    {
        if (now == step && over == done)
            act();
        return Task.CompletedTask;
    };

    private static TheoryData<CutoverStep, bool> Cases(IEnumerable<(CutoverStep Step, bool Done)> moments)
    {
        var cases = new TheoryData<CutoverStep, bool>();
        foreach (var (step, done) in moments)
            cases.Add(step, done);
        return cases;
    }
}
