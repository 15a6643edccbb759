using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Imports;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AdminApp.Data.Tests.Activations;

public sealed class BulkActivationTestsOnSqlite() : BulkActivationTests(TenantProvider.Sqlite);

public sealed class BulkActivationTestsOnPostgres() : BulkActivationTests(TenantProvider.PostgreSql);

public abstract class BulkActivationTests(TenantProvider provider) : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private TestInstallation app = null!;
    private ActivationService bulk = null!;

    public async Task InitializeAsync()
    {
        app = await TestInstallation.CreateAsync(provider, time);
        bulk = app.Service<ActivationService>();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_preview_counts_what_will_change_what_is_so_already_and_what_is_protected()
    {
        var ids = await app.AddCustomersAsync(10);
        await app.Service<PartyService>().SetActiveAsync(app.Administrator, ids[0], false, null, null, default);
        await app.Service<PartyService>().SetProtectedAsync(app.Administrator, ids[1], true, null, default);
        await app.AddInvoicesAsync(ids[2], ("Sent", 100.10m), ("Overdue", 0.01m), ("Paid", 7m));
        await app.AddInvoicesAsync(ids[0], ("Sent", 1m));

        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Of(ids.ToList()), activate: false, default);

        Assert.Equal((8, 1, 1), (preview.WillChange, preview.Already, preview.Protected));
        Assert.Equal(new Dependants("open_invoices", 1, 2, 100.11m), Assert.Single(preview.Dependants));
        Assert.Equal("Party 0003", preview.Sample[0]);
        Assert.Equal(1, await InactiveAsync());
    }

    [Fact]
    public async Task What_was_shown_is_what_is_applied_and_drift_is_left_alone()
    {
        var ids = await app.AddCustomersAsync(5);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Matching(new PartyFilter(), []), activate: false, default);
        await app.AddAsync(TestInstallation.Customer("Added after the preview"));
        await app.Service<PartyService>().UpdateAsync(app.Administrator, ids[3], new PartyChanges { Fields = new Dictionary<string, string?> { ["notes"] = "edited" } }, null, false, default);

        var batch = await ApplyAsync(preview.BatchId);

        Assert.Equal((BatchState.Completed, 4, 1), (batch.State, batch.Changed, batch.Drifted));
        Assert.Equal(4, await InactiveAsync());
        var drifted = Assert.Single(await app.Service<ActivationQueries>().ItemsAsync(app.Administrator, batch, ItemOutcome.Drifted, 0, 10, default));
        Assert.Equal(ids[3], drifted.EntityId);
    }

    [Fact]
    public async Task Each_change_has_its_audit_row_with_reason_and_batch()
    {
        await app.AddCustomersAsync(250);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Matching(new PartyFilter(), []), activate: false, default);

        await ApplyAsync(preview.BatchId, "merged branch");

        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);
        var rows = await context.AuditEntries.Where(e => e.BatchId == preview.BatchId).ToListAsync();
        Assert.Equal(250, rows.Select(r => r.EntityId).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(("priya", "merged branch", "deactivate", "{\"is_active\":true}", "{\"is_active\":false}", time.GetUtcNow().UtcDateTime),
            (row.Actor, row.Reason, row.Action, row.Before, row.After, row.OccurredAt)));
    }

    [Fact]
    public async Task Undo_takes_back_exactly_what_the_batch_changed_and_skips_what_changed_since()
    {
        var ids = await app.AddCustomersAsync(6);
        await app.Service<PartyService>().SetActiveAsync(app.Administrator, ids[0], false, null, null, default);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Of(ids.ToList()), activate: false, default);
        await ApplyAsync(preview.BatchId);
        await app.Service<PartyService>().UpdateAsync(app.Administrator, ids[5], new PartyChanges { Fields = new Dictionary<string, string?> { ["notes"] = "since" } }, null, false, default);

        var undo = await bulk.UndoAsync(app.Administrator, preview.BatchId, null, default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, undo, default);

        var batch = await app.Service<ActivationQueries>().GetAsync(app.Administrator, undo, default);
        Assert.Equal((4, 1), (batch.Changed, batch.Drifted));
        Assert.Equal(2, await InactiveAsync());
        Assert.Equal(undo, await bulk.UndoAsync(app.Administrator, preview.BatchId, null, default));
    }

    [Fact]
    public async Task Applying_twice_is_one_batch()
    {
        await app.AddCustomersAsync(3);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Matching(new PartyFilter(), []), activate: false, default);
        await ApplyAsync(preview.BatchId);

        await ApplyAsync(preview.BatchId);

        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);
        Assert.Equal(3, await context.AuditEntries.CountAsync(e => e.BatchId == preview.BatchId));
    }

    [Fact]
    public async Task A_button_that_is_pressed_again_and_again_makes_one_batch()
    {
        await app.AddCustomersAsync(3);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Matching(new PartyFilter(), []), activate: false, default);
        var clicks = TestExtent.IsFull ? 10_000 : 500;

        await Parallel.ForAsync(0, clicks, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, stopping) => await bulk.ApplyAsync(app.Administrator, preview.BatchId, "x", null, stopping));

        Assert.Single(await app.Service<ActivationRunner>().UnfinishedAsync(TestInstallation.Slug, default));
        Assert.Single(await app.Service<ActivationQueries>().ListAsync(app.Administrator, 0, 10, default));
    }

    [Fact]
    public async Task What_was_left_alone_is_tried_again_as_it_is_now_under_its_ticket()
    {
        var first = await app.PartialBatchAsync(changed: 3, leftAlone: 2);
        Assert.Equal((3, 2, "SUP-17"), (first.Changed, first.Drifted, first.Ticket));

        var preview = await bulk.PreviewAsync(app.Administrator, new LeftOutSelection(first), first.Activate, default);
        Assert.Equal((2, 2), (preview.Total, preview.WillChange));
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "again", null, default, " SUP-18 ");
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, default);

        Assert.Equal(5, await InactiveAsync());
        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);
        Assert.Equal(["again [SUP-18]"], await context.AuditEntries.Where(e => e.BatchId == preview.BatchId).Select(e => e.Reason).Distinct().ToListAsync());
    }

    [Fact]
    public async Task Reason_and_ticket_fit_the_audit_together()
    {
        var ids = await app.AddCustomersAsync(1);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Of([.. ids]), activate: false, default);

        await RefusedAsync("at most 490 fit beside the ticket", () => bulk.ApplyAsync(app.Administrator, preview.BatchId, new string('r', 491), null, default, "SUPP-17"));
        await RefusedAsync("at most 100", () => bulk.ApplyAsync(app.Administrator, preview.BatchId, "x", null, default, new string('t', 101)));
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, new string('r', 490), null, default, "SUPP-17");
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, default);
        Assert.Equal(1, await InactiveAsync());
    }

    [Fact]
    public async Task A_batch_stopped_between_chunks_goes_on_where_it_stopped()
    {
        await app.AddCustomersAsync(250);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Matching(new PartyFilter(), []), activate: false, default);
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "x", null, default);
        using var stopping = new CancellationTokenSource();
        var stoppable = new ActivationRunner(app.Service<TenantDatabases>(), app.Service<ActivationQueue>(), app.Service<ActivationLimits>(), app.Service<ImportWork>(),
            new CallbackTime(stopping.Cancel), NullLogger<ActivationRunner>.Instance);
        await stoppable.RunAsync(TestInstallation.Slug, preview.BatchId, stopping.Token);
        Assert.InRange(await InactiveAsync(), 0, 249);
        var unfinished = await app.Service<ActivationRunner>().UnfinishedAsync(TestInstallation.Slug, default);

        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, Assert.Single(unfinished), default);

        Assert.Equal(250, await InactiveAsync());
        Assert.Equal(250, (await app.Service<ActivationQueries>().GetAsync(app.Administrator, preview.BatchId, default)).Changed);
    }

    [Fact]
    public async Task A_cancelled_batch_keeps_what_is_done_and_can_go_on()
    {
        await app.AddCustomersAsync(3);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Matching(new PartyFilter(), []), activate: false, default);
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "x", null, default);
        await bulk.CancelAsync(app.Administrator, preview.BatchId, default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, default);
        Assert.Equal(0, await InactiveAsync());

        await bulk.ResumeAsync(app.Administrator, preview.BatchId, default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, default);

        Assert.Equal(3, await InactiveAsync());
    }

    [Fact]
    public async Task Applying_needs_a_reason_the_typed_number_and_a_fresh_preview_of_ones_own()
    {
        await app.AddCustomersAsync(1000);
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Matching(new PartyFilter(), []), activate: false, default);
        Assert.True(preview.MustTypeNumber);

        await RefusedAsync("reason", () => bulk.ApplyAsync(app.Administrator, preview.BatchId, " ", 1000, default));
        await RefusedAsync("Type 1000", () => bulk.ApplyAsync(app.Administrator, preview.BatchId, "x", 999, default));
        await RefusedAsync("priya", () => bulk.ApplyAsync(TestInstallation.As(Role.Support, "meera"), preview.BatchId, "x", 1000, default));
        time.Advance(TimeSpan.FromMinutes(61));
        await RefusedAsync("expired", () => bulk.ApplyAsync(app.Administrator, preview.BatchId, "x", 1000, default));
        Assert.Equal(0, await InactiveAsync());
    }

    [Fact]
    public async Task A_viewer_may_not_even_preview() =>
        await Assert.ThrowsAsync<ForbiddenException>(() => bulk.PreviewAsync(TestInstallation.As(Role.Viewer), PartySelection.Of([1]), false, default));

    /// <summary>Calls back whenever the time is asked for, which the runner does once at the start of each chunk.</summary>
    private sealed class CallbackTime(Action asked) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            asked();
            return base.GetUtcNow();
        }
    }

    private static async Task RefusedAsync(string part, Func<Task> apply) =>
        Assert.Contains(part, (await Assert.ThrowsAsync<BatchRefusedException>(apply)).Message, StringComparison.Ordinal);

    private async Task<BatchView> ApplyAsync(string batchId, string reason = "closing")
    {
        await bulk.ApplyAsync(app.Administrator, batchId, reason, null, default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, batchId, default);
        return await app.Service<ActivationQueries>().GetAsync(app.Administrator, batchId, default);
    }

    private async Task<int> InactiveAsync()
    {
        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);
        return await context.Parties.CountAsync(p => !p.IsActive);
    }
}
