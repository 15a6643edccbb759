using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Plan;

/// <summary>What a plan says of the database as a whole, and of the user who asks.</summary>
public sealed class SourceReadinessTests
{
    [Fact]
    public async Task A_database_without_an_encoding_is_planned_and_copied_up_to_the_first_text_that_is_not_UTF_8()
    {
        var source = await CreateAsync("ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        await PostgresCluster.ExecuteAsync(source, "CREATE TABLE t (id int PRIMARY KEY, s text); INSERT INTO t VALUES (1, 'plain')");
        using var directory = new TestDirectory();
        var request = new DataCopyRequest { SourceConnectionString = source, TargetFile = directory.File("copy.db"), Mode = DataCopyMode.Translate, Jobs = 1 };

        var plan = await DataPlan.MakeAsync(new DataPlanRequest(source, [], []), default);
        var copied = await DataCopy.RunAsync(request, default);
        await PostgresCluster.ExecuteAsync(source, "INSERT INTO t VALUES (7, convert_from('\\xff', 'SQL_ASCII'))");
        var error = await Assert.ThrowsAsync<DataMigrationException>(() => DataCopy.RunAsync(request with { Replace = true }, default));

        Assert.Equal(PlanSeverity.Harmless, Assert.Single(plan.Findings, finding => finding.Code == "encoding").Severity);
        Assert.True(copied.Verification!.Ok);
        Assert.Contains("id 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("bytes that are not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_the_right_to_replicate_is_told_so()
    {
        var source = await CreateAsync("TEMPLATE template0");
        var role = "reader_" + Guid.NewGuid().ToString("N");
        await PostgresCluster.ExecuteAsync(source, $"CREATE ROLE {role} LOGIN PASSWORD 'p'; CREATE TABLE t (id int PRIMARY KEY); GRANT SELECT ON t TO {role}; CREATE SEQUENCE hidden");
        var asReader = new NpgsqlConnectionStringBuilder(source) { Username = role, Password = "p" }.ConnectionString;

        var plan = await DataPlan.MakeAsync(new DataPlanRequest(asReader, [], []), default);

        Assert.Contains($"user '{role}' may not replicate: ALTER ROLE … REPLICATION", plan.Streaming.Reasons);
        Assert.Contains("grant SELECT on it", Assert.Single(plan.Findings, finding => finding.Object == "hidden").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_plan_says_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await DataPlan.MakeAsync(new DataPlanRequest(await CreateAsync("TEMPLATE template0"), [], []), cancelled.Token));

        Assert.Equal("The plan was cancelled.", error.Message);
    }

    private static async Task<string> CreateAsync(string options)
    {
        var server = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        var name = "plan_" + Guid.NewGuid().ToString("N");
        await PostgresCluster.ExecuteAsync(server, $"CREATE DATABASE {name} {options}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }
}
