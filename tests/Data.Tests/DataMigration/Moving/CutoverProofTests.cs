using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Moving;

/// <summary>A comparison begun while both sides change, and ended when they do not.</summary>
public sealed class CutoverProofTests : IAsyncLifetime
{
    private readonly TestDirectory directory = new();
    private string source = "";
    private string target = "";

    public async Task InitializeAsync()
    {
        source = await OriginData.CreateDatabaseAsync(50);
        target = directory.File("target.db");
        await DataCopy.RunAsync(new DataCopyRequest { SourceConnectionString = source, TargetFile = target }, default);
        await CutoverTarget.NoteChangesAsync(target, default);
    }

    public Task DisposeAsync()
    {
        directory.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_changed_on_both_sides_is_compared_and_the_digests_are_those_of_now()
    {
        using var proof = Begin();
        await OnBothAsync("UPDATE parties SET notes = 'changed' WHERE id IN (1, 7, 30)");
        await OnBothAsync("DELETE FROM payments WHERE id = (SELECT max(id) FROM payments)");
        await OnBothAsync("UPDATE invoices SET notes = NULL WHERE id = 2");

        var report = proof.Finish(default);

        Assert.NotNull(report);
        Assert.True(report.Ok);
        Assert.Contains("rows that changed since", report.Note, StringComparison.Ordinal);
        var whole = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = source, TargetFile = target }, default);
        Assert.True(whole.Ok);
        Assert.Equal(whole.Tables.Select(table => (table.Name, table.Rows, table.Digest)), report.Tables.Select(table => (table.Name, table.Rows, table.Digest)));
        Assert.Equal(whole.Tables.Select(table => table.Fills), report.Tables.Select(table => table.Fills));
        Assert.Equal(whole.Checks.Select(check => (check.Name, check.Ok)), report.Checks.Select(check => (check.Name, check.Ok)));
    }

    [Theory]
    [InlineData("UPDATE parties SET notes = 'lost' WHERE id = 7")]
    [InlineData("DELETE FROM payments WHERE id = (SELECT max(id) FROM payments)")]
    [InlineData("INSERT INTO roles (id, name) VALUES (4711, 'lost')")]
    [InlineData("SELECT setval('parties_id_seq', 4711)")]
    [InlineData("ALTER TABLE payments ADD COLUMN more text")]
    public async Task What_a_stream_would_have_lost_is_found(string sql)
    {
        using var proof = Begin();
        await OnBothAsync("UPDATE parties SET notes = 'changed' WHERE id IN (1, 30)");
        await PostgresCluster.ExecuteAsync(source, sql);

        Assert.Null(proof.Finish(default));
    }

    [Theory]
    [InlineData("UPDATE parties SET notes = 'wrong' WHERE id = 7")]
    [InlineData("DELETE FROM payments WHERE id = (SELECT max(id) FROM payments)")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM parties WHERE id = 1")]
    public async Task What_is_wrong_in_the_target_is_found(string sql)
    {
        using var proof = Begin();
        await OnBothAsync("UPDATE parties SET notes = 'changed' WHERE id IN (1, 30)");
        InTarget(sql);

        Assert.Null(proof.Finish(default));
    }

    [Fact]
    public async Task What_differed_before_is_found_although_nothing_changed_since()
    {
        InTarget("UPDATE invoices SET notes = 'wrong' WHERE id = 3; DELETE FROM _change_log");
        using var proof = Begin();
        await OnBothAsync("UPDATE parties SET notes = 'changed' WHERE id = 1");

        Assert.Null(proof.Finish(default));
    }

    [Fact]
    public async Task What_the_source_had_and_the_target_got_later_is_no_difference()
    {
        await PostgresCluster.ExecuteAsync(source, "UPDATE parties SET notes = 'on its way' WHERE id = 9");
        using var proof = Begin();
        InTarget("UPDATE parties SET notes = 'on its way' WHERE id = 9");

        Assert.True(proof.Finish(default)?.Ok);
    }

    private CutoverProof Begin() => CutoverProof.Begin(source, target, null, default);

    private async Task OnBothAsync(string sql)
    {
        await PostgresCluster.ExecuteAsync(source, sql);
        InTarget(sql);
    }

    private void InTarget(string sql)
    {
        using var file = SqliteFile.Open(target, create: false);
        file.Execute("PRAGMA busy_timeout = 5000; " + sql);
    }
}
