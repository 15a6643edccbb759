using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Tests.Cli;

public sealed class DataCopyVerbTests
{
    [Fact]
    public async Task A_copy_registers_the_tenant_reports_every_table_and_is_kept_in_the_journal()
    {
        using var directory = new TestDirectory();
        var source = await OriginData.CreateDatabaseAsync(parties: 40);

        var copy = await CliRun.RunAsync(directory.Path, "data", "copy", "--source", source, "--tenant", "sharma", "--json");

        Assert.True(copy.ExitCode == 0, copy.Error);
        using var report = JsonDocument.Parse(copy.Output);
        Assert.True(report.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(OriginSchema.BusinessTableCount, report.RootElement.GetProperty("tables").GetArrayLength());
        Assert.Contains("rows/s", copy.Error, StringComparison.Ordinal);
        Assert.Contains("sharma", (await InProcessVerb.RunAsync(directory, "tenant", "list")).Output, StringComparison.Ordinal);

        using var status = JsonDocument.Parse((await InProcessVerb.RunAsync(directory, "data", "status", "--json")).Output);
        var run = Assert.Single(status.RootElement.EnumerateArray());
        Assert.Equal("completed", run.GetProperty("state").GetString());
        Assert.Equal(report.RootElement.GetProperty("rows").GetInt64(), run.GetProperty("rows").GetInt64());
        Assert.DoesNotContain(PostgresCluster.Password, run.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_tenant_is_filled_only_when_it_may_be_replaced()
    {
        using var directory = new TestDirectory();
        var source = await OriginData.CreateDatabaseAsync(parties: 40);
        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "tenant", "create", "sharma")).ExitCode);

        var refused = await CliRun.RunAsync(directory.Path, "data", "copy", "--source", source, "--tenant", "sharma");
        var replaced = await CliRun.RunAsync(directory.Path, "data", "copy", "--source", source, "--tenant", "sharma", "--replace");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--replace", refused.Error, StringComparison.Ordinal);
        Assert.True(replaced.ExitCode == 0, replaced.Error);
        Assert.Matches(@"(?m)^parties\s+4\d ", replaced.Output);
        Assert.Contains("before-copy", (await InProcessVerb.RunAsync(directory, "backup", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_one_line_an_exit_code_and_a_failed_run()
    {
        using var directory = new TestDirectory();
        var cluster = await PostgresCluster.GetAsync();
        var source = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres")) { Password = "hunter2" }.ConnectionString;

        var copy = await CliRun.RunAsync(directory.Path, "data", "copy", "--source", source, "--tenant", "sharma", "--json");

        Assert.Equal(1, copy.ExitCode);
        using var answer = JsonDocument.Parse(copy.Output);
        Assert.False(answer.RootElement.GetProperty("ok").GetBoolean());
        Assert.Contains("refused user", answer.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("refused user", copy.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", copy.Output + copy.Error, StringComparison.Ordinal);
        Assert.Contains("failed", (await InProcessVerb.RunAsync(directory, "data", "status")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sharma", (await InProcessVerb.RunAsync(directory, "tenant", "list")).Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(directory.File("tenants")));
    }
}
