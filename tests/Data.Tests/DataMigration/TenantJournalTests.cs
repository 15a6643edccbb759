using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration;

/// <summary>What the journal keeps of copies, verifications and rehearsals of a tenant.</summary>
public sealed class TenantJournalTests
{
    private const string Slug = "journalled";

    [Fact]
    public async Task A_copy_a_replacement_and_verifications_are_kept_with_their_ends()
    {
        await using var installation = await TestInstallation.CreateAsync();
        var (copy, verification, journal) = (installation.Service<TenantCopy>(), installation.Service<TenantVerification>(), installation.Service<DataMigrationJournal>());
        var source = await OriginData.CreateDatabaseAsync(parties: 5);
        var numbers = new List<long>();

        var report = await copy.RunAsync(Actor.CommandLine, new TenantCopyRequest(Slug, source, "Journalled") { OnStarted = numbers.Add, Jobs = 1 }, null, default);
        var same = await verification.RunAsync(Actor.CommandLine, new TenantVerificationRequest(Slug, source) { OnStarted = numbers.Add }, null, default);
        await PostgresCluster.ExecuteAsync(source, "UPDATE parties SET name = name || ' changed' WHERE id = (SELECT min(id) FROM parties)");
        var other = await verification.RunAsync(Actor.CommandLine, new TenantVerificationRequest(Slug, source), null, default);
        await copy.RunAsync(Actor.CommandLine, new TenantCopyRequest(Slug, source, Replace: true), null, default);

        Assert.Equal((true, true, false), (report.Ok, same.Ok, other.Ok));
        Assert.Equal("Journalled", (await installation.Service<TenantRegistry>().FindAsync(Slug, default)).Name);
        var runs = await journal.ListAsync(Slug, 10, default);
        Assert.Equal(
            [(DataMigrationJournal.Copy, DataMigrationJournal.Completed), (DataMigrationJournal.Verify, DataMigrationJournal.Differs), (DataMigrationJournal.Verify, DataMigrationJournal.Completed), (DataMigrationJournal.Copy, DataMigrationJournal.Completed)],
            runs.Select(run => (run.Kind, run.State)));
        Assert.Equal(other.Summary, runs[1].Error);
        Assert.Equal(DataMigrationJournal.Verify, (await journal.FindAsync(numbers[1], default))!.Kind);
        Assert.Equal(report.Tables.Select(table => table.Name), (await journal.TablesAsync(numbers[0], default)).Select(table => table.Name));
        Assert.DoesNotContain(PostgresCluster.Password, string.Concat(new TenantCopyRequest(Slug, source), new TenantVerificationRequest(Slug, source), new TenantRehearsalRequest(Slug, source)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_or_is_cancelled_leaves_no_tenant_and_says_why()
    {
        await using var installation = await TestInstallation.CreateAsync();
        var copy = installation.Service<TenantCopy>();
        var source = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAsync<DataMigrationException>(() => copy.RunAsync(Actor.CommandLine, new TenantCopyRequest(Slug, "Host=127.0.0.1;Port=1;Database=none;Username=none"), null, default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy.RunAsync(Actor.CommandLine,
            new TenantCopyRequest(Slug, source) { OnStarted = _ => cancelled.Cancel(), CancelledBecause = () => "It was too late." }, null, cancelled.Token));

        var runs = await installation.Service<DataMigrationJournal>().ListAsync(null, 10, default);
        Assert.Equal([DataMigrationJournal.Cancelled, DataMigrationJournal.Failed], runs.Select(run => run.State));
        Assert.Equal("It was too late.", runs[0].Error);
        Assert.StartsWith("Cannot reach PostgreSQL", runs[1].Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnknownTenantException>(() => installation.Service<TenantRegistry>().FindAsync(Slug, default));
    }

    [Fact]
    public async Task A_tenant_that_exists_is_replaced_only_when_that_was_asked_for()
    {
        await using var installation = await TestInstallation.CreateAsync();
        var copy = installation.Service<TenantCopy>();
        var request = new TenantCopyRequest(Slug, await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync());
        await copy.RunAsync(Actor.CommandLine, request, null, default);

        var error = await Assert.ThrowsAsync<DataMigrationException>(() => copy.RunAsync(Actor.CommandLine, request, null, default));

        Assert.Contains("exists", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_is_kept_and_what_a_killed_one_left_is_removed()
    {
        await using var installation = await TestInstallation.CreateAsync();
        var rehearsal = installation.Service<TenantRehearsal>();
        var source = await OriginData.CreateDatabaseAsync(parties: 5);

        var report = await rehearsal.RunAsync(Actor.CommandLine, new TenantRehearsalRequest(Slug, source), null, default);
        var scratch = installation.Service<DatabaseLocations>().Scratch;
        await File.WriteAllTextAsync(Path.Combine(scratch, "left.db"), "");
        rehearsal.Recover();

        Assert.True(report.Ok, report.ToJson());
        Assert.False(Directory.Exists(scratch));
        var run = Assert.Single(await installation.Service<DataMigrationJournal>().ListAsync(Slug, 10, default));
        Assert.Equal((DataMigrationJournal.Rehearse, DataMigrationJournal.Completed), (run.Kind, run.State));
    }
}
