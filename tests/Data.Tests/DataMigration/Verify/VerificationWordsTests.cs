using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Tests.DataMigration.Back;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Verify;

/// <summary>What a verification of its own says when it cannot be done, and how it sums up.</summary>
public sealed class VerificationWordsTests
{
    private const string Unreachable = "Host=127.0.0.1;Port=1;Database=none;Username=none";

    [Fact]
    public async Task What_cannot_be_compared_is_refused_with_the_next_step()
    {
        using var directory = new TestDirectory();
        var noDatabase = directory.File("text.db");
        await File.WriteAllTextAsync(noDatabase, new string('x', 5000));

        Assert.Contains("--jobs", await RefusalAsync(Unreachable, noDatabase, jobs: 0), StringComparison.Ordinal);
        Assert.Contains("There is no file", await RefusalAsync(Unreachable, directory.File("none.db")), StringComparison.Ordinal);
        Assert.Contains("is not a SQLite database", await RefusalAsync(Unreachable, noDatabase), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_that_went_on_either_side_are_named()
    {
        using var scene = await RestoreScene.CopiedAsync("""
            CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY); INSERT INTO c VALUES (1), (2);
            """);
        await PostgresCluster.ExecuteAsync(scene.Source, "DROP TABLE a; DELETE FROM c WHERE id = 2");
        using (var file = SqliteFile.Open(scene.File, create: false))
            file.Execute("DROP TABLE b");

        var report = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scene.Source, TargetFile = scene.File }, default);

        Assert.False(report.Ok);
        Assert.Contains(report.Checks, check => check.Detail.Contains("table a was dropped", StringComparison.Ordinal));
        Assert.Contains(report.Checks, check => check.Detail.Contains("table b", StringComparison.Ordinal));
        Assert.Contains("checks failed", report.Summary, StringComparison.Ordinal);
        Assert.Equal(report.Summary, VerificationReport.FromJson(report.ToJson())!.Summary);
        Assert.Equal("No difference was found.", (report with { Tables = [], Checks = [] }).Summary);
        Assert.Equal("1 row differs in 1 table.", (report with { Tables = [.. report.Tables.Where(table => table.Name == "c")], Checks = [] }).Summary);
    }

    [Fact]
    public async Task A_cancelled_verification_says_so()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE TABLE a (id int PRIMARY KEY)");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scene.Source, TargetFile = scene.File }, cancelled.Token));
    }

    [Fact]
    public async Task A_large_table_tells_how_far_the_comparison_is()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE TABLE many (id int PRIMARY KEY, a text); INSERT INTO many SELECT i, repeat('x', 200) || i FROM generate_series(1, 200000) i; ANALYZE");
        var told = new Told();

        var report = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scene.Source, TargetFile = scene.File, Jobs = 2, Progress = told }, default);

        Assert.True(report.Ok, report.ToJson());
        Assert.All(told.Values, value => Assert.InRange(Math.Max(value.SourceRows, value.TargetRows), 0, value.RowsExpected));
        Assert.Contains(told.Values, value => value is { TargetRows: > 0, TargetBytes: > 0, TablesTotal: 1 });
    }

    private static async Task<string> RefusalAsync(string source, string file, int jobs = 1) =>
        (await Assert.ThrowsAsync<DataMigrationException>(() => DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = source, TargetFile = file, Jobs = jobs }, default))).Message;

    private sealed class Told : IProgress<VerificationProgress>
    {
        public List<VerificationProgress> Values { get; } = [];

        public void Report(VerificationProgress value)
        {
            lock (Values)
                Values.Add(value);
        }
    }
}
