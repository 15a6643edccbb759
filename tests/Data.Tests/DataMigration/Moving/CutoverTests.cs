using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Moving;

/// <summary>A cutover that copies under the freeze.</summary>
public sealed class CutoverTests
{
    private static readonly CutoverStep[] StepsOfACopy =
    [
        CutoverStep.Check, CutoverStep.Freeze, CutoverStep.Fence, CutoverStep.Copy, CutoverStep.Sequences, CutoverStep.Verify, CutoverStep.ChangeLog, CutoverStep.Switch, CutoverStep.Finish,
    ];

    [Fact]
    public async Task The_tenant_lives_in_its_file_with_every_row_and_the_source_is_fenced()
    {
        await using var scene = await CutoverScene.CreateAsync();
        await scene.WriteAsync("Before the move");
        var rows = await scene.AskSourceAsync<long>("SELECT count(*) FROM invoice_items");

        var report = await scene.RunAsync();

        Assert.True(report.Ok && report.Fenced && report.Verification!.Ok);
        Assert.Equal(rows, report.Verification!.Tables.Single(table => table.Name == "invoice_items").Rows);
        Assert.Equal(StepsOfACopy, report.Steps.Select(step => step.Step));
        Assert.All(report.Steps, step => Assert.NotNull(step.Seconds));
        Assert.InRange(report.DowntimeMs!.Value, 1, 60_000);
        Assert.Equal(["Before the move"], await scene.NamesAsync("Before the move"));
        await scene.RequireFileServesAsync();
    }

    [Fact]
    public async Task The_journal_and_the_audit_have_it_with_its_reason()
    {
        await using var scene = await CutoverScene.CreateAsync();

        var report = await scene.RunAsync();

        var run = await scene.NewestRunAsync();
        Assert.Equal((DataMigrationJournal.Cutover, DataMigrationJournal.Completed), (run.Kind, run.State));
        Assert.Equal(report.DowntimeMs, CutoverReport.FromJson(run.Report!)!.DowntimeMs);
        var entry = Assert.Single((await scene.App.Service<AuditQueries>().ListAsync(scene.App.Administrator, new AuditFilter { Action = AuditActions.Cutover }, 0, 10, default)).Rows);
        Assert.Equal(("It is time", run.Id), (entry.Reason, entry.EntityId));
    }

    [Fact]
    public async Task New_rows_get_numbers_the_source_has_not_given_out()
    {
        await using var scene = await CutoverScene.CreateAsync();
        var given = await scene.AskSourceAsync<long>("SELECT setval('parties_id_seq', 5000)");

        await scene.RunAsync();

        Assert.Equal(given + 1, (await scene.WriteAsync()).Id);
    }

    [Fact]
    public async Task A_dry_run_looks_and_changes_nothing()
    {
        await using var scene = await CutoverScene.CreateAsync();

        var report = await scene.RunAsync(CutoverScene.Request() with { DryRun = true });

        Assert.True(report.Ok && report.DryRun);
        Assert.Contains(report.Checks, check => check is { Name: "backup", Outcome: CutoverCheckOutcome.Warning });
        Assert.NotNull(report.PredictedDowntimeSeconds);
        Assert.Empty(await scene.App.Service<DataMigrationJournal>().ListAsync(CutoverScene.Slug, 1, default));
        Assert.False(File.Exists(scene.File));
        await scene.RequireSourceServesAsync();
    }

    [Fact]
    public async Task Nobody_is_cut_over_who_did_not_confirm_the_downtime()
    {
        await using var scene = await CutoverScene.CreateAsync();
        double? told = null;

        var refused = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync(CutoverScene.Request() with
        {
            Confirm = report =>
            {
                told = report.PredictedDowntimeSeconds;
                return "Not today.";
            },
        }));

        Assert.Equal("Not today. Nothing was changed.", refused.Message);
        Assert.NotNull(told);
        await scene.RequireSourceServesAsync();
    }

    [Theory]
    [InlineData(TenantState.Frozen, "frozen already")]
    [InlineData(TenantState.Inactive, "inactive")]
    public async Task A_tenant_in_another_state_is_left_alone(TenantState state, string why)
    {
        await using var scene = await CutoverScene.CreateAsync();
        await scene.App.Service<TenantRegistry>().SetStateAsync(Actor.CommandLine, CutoverScene.Slug, state, default);

        var refused = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync());

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal(state, (await scene.TenantAsync()).State);
    }

    [Fact]
    public async Task A_tenant_on_SQLite_has_nothing_to_cut_over()
    {
        await using var app = await TestInstallation.CreateAsync();

        var refused = await Assert.ThrowsAsync<DataMigrationException>(() => new CutoverScene(app).RunAsync());

        Assert.Contains("lives on SQLite", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_stream_it_is_said_how_to_get_one()
    {
        await using var scene = await CutoverScene.CreateAsync();

        var refused = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync(CutoverScene.Request(withoutStream: false)));

        Assert.Contains("data stream --tenant", refused.Message, StringComparison.Ordinal);
        await scene.RequireSourceServesAsync();
    }

    [Fact]
    public async Task A_source_that_somebody_else_has_fenced_is_left_alone()
    {
        await using var scene = await CutoverScene.CreateAsync();
        await using (var connection = new NpgsqlConnection(scene.App.Connection))
        {
            await connection.OpenAsync();
            await SourceFence.RaiseAsync(connection, await FencePlan.MakeAsync(connection, default), "another", TimeSpan.FromSeconds(1), default);
        }

        var refused = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync());

        Assert.Contains("tenant another", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TenantState.Active, (await scene.TenantAsync()).State);
        await Assert.ThrowsAsync<PostgresException>(() => scene.WriteAtSourceAsync());
    }

    [Fact]
    public async Task Only_administrators_cut_over()
    {
        await using var scene = await CutoverScene.CreateAsync();

        await Assert.ThrowsAsync<ForbiddenException>(() => scene.Cutover.RunAsync(TestInstallation.As(Role.Support).Actor, CutoverScene.Request(), null, default));
    }

    [Fact]
    public async Task Two_at_a_time_are_one()
    {
        await using var scene = await CutoverScene.CreateAsync();
        var (frozen, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = scene.RunAsync(CutoverScene.Request() with
        {
            OnStep = async (step, done) =>
            {
                if (step != CutoverStep.Freeze || !done)
                    return;
                frozen.SetResult();
                await go.Task;
            },
        });
        await frozen.Task;

        var second = await Assert.ThrowsAsync<DataMigrationException>(() => scene.RunAsync());
        Assert.True(await scene.Cutover.RecoverAsync(default));
        go.SetResult();

        Assert.Contains("being cut over already", second.Message, StringComparison.Ordinal);
        Assert.True((await first).Ok);
    }
}
