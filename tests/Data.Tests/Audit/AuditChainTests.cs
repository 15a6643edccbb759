using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.Parties;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Audit;

public sealed class AuditChainTestsOnSqlite() : AuditChainTests(TenantProvider.Sqlite);

public sealed class AuditChainTestsOnPostgres() : AuditChainTests(TenantProvider.PostgreSql);

public abstract class AuditChainTests(TenantProvider provider) : IAsyncLifetime
{
    private TestInstallation app = null!;

    public async Task InitializeAsync() => app = await TestInstallation.CreateAsync(provider);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Single_changes_and_the_chunks_of_a_batch_are_one_chain()
    {
        await app.AddAsync(TestInstallation.Customer("आनंद \"Traders\" \\ 🏭"));
        await DeactivateAllAsync(250);
        await app.AddAsync(TestInstallation.Customer("Zeta"));

        var report = await VerifyAsync();

        Assert.Equal((true, true, 253L, 0L), (report.Ok, report.Complete, report.Rows, report.Older));
        Assert.StartsWith("253:", report.Head, StringComparison.Ordinal);
        Assert.Equal((true, false, 10L), await VerifyAsync(new(Newest: 10)) is var newest ? (newest.Ok, newest.Complete, newest.Rows) : default);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET reason = 'another' WHERE id = 3", 3, "its content is not what was written")]
    [InlineData("UPDATE audit_entries SET entity_id = entity_id + 1 WHERE id = 1", 1, "its content is not what was written")]
    [InlineData("DELETE FROM audit_entries WHERE id = 3", 3, "it is missing")]
    [InlineData("DELETE FROM audit_entries WHERE id = 1", 2, "rows before it are missing")]
    [InlineData("UPDATE audit_entries SET hash = NULL WHERE id = 4", 4, "carries no hash")]
    public async Task The_first_row_that_is_not_as_it_was_written_is_named(string tampering, long row, string problem)
    {
        for (var i = 0; i < 5; i++)
            await app.AddAsync(TestInstallation.Customer($"Party {i}"));
        await ExecuteAsync(tampering);

        var report = await VerifyAsync();

        Assert.False(report.Ok);
        Assert.Equal(row, report.Break!.Id);
        Assert.Contains(problem, report.Break.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_cut_off_at_the_end_are_noticed_by_who_noted_the_end()
    {
        await app.AddCustomersAsync(1);
        await app.AddAsync(TestInstallation.Customer("One"));
        await app.AddAsync(TestInstallation.Customer("Two"));
        var noted = (await VerifyAsync()).Head;
        Assert.True((await VerifyAsync(new(Head: noted))).Ok);
        await ExecuteAsync("DELETE FROM audit_entries WHERE id = 2");
        await app.AddAsync(TestInstallation.Customer("Other"));

        Assert.True((await VerifyAsync()).Ok);
        Assert.Contains("cut off", (await VerifyAsync(new(Head: noted))).Break!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_from_before_the_chain_are_counted_and_not_judged()
    {
        await app.AddAsync(TestInstallation.Customer("One"));
        await ExecuteAsync("UPDATE audit_entries SET hash = NULL");
        await app.AddAsync(TestInstallation.Customer("Two"));

        var report = await VerifyAsync();

        Assert.Equal((true, 1L, 1L), (report.Ok, report.Rows, report.Older));
    }

    [Fact]
    public async Task Writers_at_the_same_time_as_a_batch_add_to_one_chain()
    {
        var ids = await app.AddCustomersAsync(40);
        var bulk = app.Service<ActivationService>();
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Of([.. ids.Take(30)]), activate: false, default);
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "closing", null, default);
        var parties = app.Service<PartyService>();

        await Task.WhenAll(
            [app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, default),
            .. ids.Skip(30).Select(id => Task.Run(() => parties.SetActiveAsync(app.Administrator, id, false, null, null, default)))]);

        var report = await VerifyAsync();
        Assert.Equal((true, 40L), (report.Ok, report.Rows));
    }

    private async Task DeactivateAllAsync(int count)
    {
        var ids = await app.AddCustomersAsync(count);
        var bulk = app.Service<ActivationService>();
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Of([.. ids, 1]), activate: false, default);
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "closing", null, default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, default);
    }

    private Task<AuditChainReport> VerifyAsync(AuditVerificationRequest? request = null) =>
        app.Service<AuditVerification>().VerifyAsync(app.Administrator, request ?? new(), default);

    private Task<int> ExecuteAsync(string sql) =>
        app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, context => new SqlText(sql).ExecuteAsync(context, default), default);
}
