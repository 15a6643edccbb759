using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;
using AdminApp.Features.Migrations;

namespace AdminApp.Tests.Migrations;

public sealed class MoveStepsTests
{
    private long newest;

    [Fact]
    public void Before_anything_was_done_the_plan_is_next()
    {
        var steps = MoveSteps.Of(Move());
        Assert.Equal([StepState.Next, StepState.Waiting, StepState.Waiting, StepState.Waiting, StepState.Waiting], steps.Select(step => step.State));
    }

    [Fact]
    public void A_plan_that_is_blocked_is_to_be_mended_first()
    {
        var plan = Plan(new PlanFinding(PlanSeverity.Blocks, "nan", "parties.amount", 1, "7", "NaN"), new PlanFinding(PlanSeverity.Harmless, "case", "parties.name", 1, null, "folds"));
        var step = MoveSteps.Of(Move(Run("plan", "failed", plan.ToJson())))[0];
        Assert.Equal((StepState.Failed, "1 to mend first"), (step.State, step.Detail));
    }

    [Fact]
    public void A_plan_that_blocks_nothing_predicts_the_downtime_and_leads_to_the_rehearsal()
    {
        var steps = MoveSteps.Of(Move(Run("plan", "completed", Plan().ToJson())));
        Assert.Equal([StepState.Done, StepState.Next], steps.Take(2).Select(step => step.State));
        Assert.Equal("about 8.0 s read-only", steps[3].Detail);
    }

    [Fact]
    public void A_stream_says_how_far_it_is_behind_and_never_becomes_next()
    {
        var stream = Stream(StreamPhase.Streaming) with { LagBytes = 2048, LagSeconds = 0.25 };
        Assert.Equal((StepState.Now, "2 KiB, 0.3 s behind"), Pair(MoveSteps.Of(Move() with { Stream = stream })[2]));
        Assert.Equal(StepState.Failed, MoveSteps.Of(Move() with { Stream = Stream(StreamPhase.Faulted) })[2].State);
        Assert.Equal(StepState.Waiting, MoveSteps.Of(Move() with { Stream = Stream(StreamPhase.Stopped) })[2].State);
    }

    [Fact]
    public void After_the_cutover_its_measured_downtime_stands_there_and_the_way_back_is_open()
    {
        var cutover = new CutoverReport { Ok = true, Tenant = "shop", Way = "streamed", DowntimeMs = 812.4 };
        var steps = MoveSteps.Of(Move(Run("cutover", "completed", cutover.ToJson())) with { Tenant = new TenantInfo(1, "shop", "Shop", TenantProvider.Sqlite, TenantState.Active) });
        Assert.Equal((StepState.Done, "read-only for 812 ms"), Pair(steps[3]));
        Assert.Equal((StepState.Done, "used, and ended"), Pair(steps[2]));
        Assert.Equal((StepState.Waiting, "possible at any time"), Pair(steps[4]));
    }

    [Fact]
    public void A_cutover_that_failed_leaves_the_source_serving_and_says_so() =>
        Assert.Equal((StepState.Failed, "failed; the source serves"), Pair(MoveSteps.Of(Move(Run("cutover", "failed", null)))[3]));

    [Fact]
    public void After_a_fallback_everything_begins_anew()
    {
        var steps = MoveSteps.Of(Move(Run("plan", "completed", Plan().ToJson()), Run("cutover", "completed", null), Run("fallback", "completed", null)));
        Assert.Equal([StepState.Next, StepState.Waiting, StepState.Waiting, StepState.Waiting, StepState.Waiting], steps.Select(step => step.State));
        Assert.Equal("came back; can go again", steps[4].Detail);
    }

    [Fact]
    public void A_report_of_another_shape_is_as_good_as_none() =>
        Assert.Equal(StepState.Next, MoveSteps.Of(Move(Run("plan", "completed", "{\"ok\": 1}")))[0].State);

    private static (StepState, string) Pair(StepItem step) => (step.State, step.Detail);

    /// <param name="runs">Oldest first.</param>
    private static TenantMove Move(params DataMigrationRun[] runs) =>
        new(new TenantInfo(1, "shop", "Shop", TenantProvider.PostgreSql, TenantState.Active), "shop at db:5432", null, "encrypted in the registry", [.. runs.Reverse()], null, null);

    private DataMigrationRun Run(string kind, string state, string? report) => new() { Id = ++newest, TenantSlug = "shop", Kind = kind, State = state, Report = report, Source = "shop at db:5432", StartedBy = "priya" };

    private static StreamState Stream(StreamPhase phase) => new() { Phase = phase, Slot = "adminapp_shop", Source = "shop at db:5432" };

    private static MigrationPlan Plan(params PlanFinding[] findings) => new()
    {
        Source = "shop at db:5432",
        SourceVersion = "15.8",
        Mode = "model",
        Tables = [],
        Findings = findings,
        PredictedSeconds = 6.2,
        PredictedBytes = 1,
        Streaming = new PlanStreaming(true, []),
        Seconds = 1,
    };
}
