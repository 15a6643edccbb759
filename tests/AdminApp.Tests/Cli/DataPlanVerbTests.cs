using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Cli;

public sealed class DataPlanVerbTests
{
    [Theory]
    [InlineData("CREATE TABLE items (id integer PRIMARY KEY, price double precision)", 0)]
    [InlineData("CREATE TABLE items (id integer PRIMARY KEY, price double precision); INSERT INTO items VALUES (1, 'NaN')", 2)]
    [InlineData("CREATE TABLE items (id integer PRIMARY KEY, price double precision NOT NULL); INSERT INTO items VALUES (1, 'NaN')", 3)]
    public async Task The_exit_code_tells_clean_from_warned_from_blocked(string schema, int exitCode)
    {
        using var directory = new TestDirectory();

        var plan = await CliRun.RunAsync(directory.Path, "data", "plan", "--source", await CreateAsync(schema), "--json");

        Assert.Equal((exitCode, ""), (plan.ExitCode, plan.Error));
        using var answer = JsonDocument.Parse(plan.Output);
        Assert.Equal(exitCode != 3, answer.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("items", answer.RootElement.GetProperty("tables")[0].GetProperty("name").GetString());
        Assert.Equal(exitCode switch { 0 => 0, _ => 1 }, answer.RootElement.GetProperty("findings").GetArrayLength());
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task People_read_findings_by_severity_and_the_password_stays_out()
    {
        using var directory = new TestDirectory();
        var source = await CreateAsync("CREATE TABLE items (id integer PRIMARY KEY, price double precision); INSERT INTO items VALUES (7, 'NaN')");

        var plan = await CliRun.RunAsync(directory.Path, "data", "plan", "--source", source);

        Assert.Contains("items.price (float-nan, 1 rows, e.g. id 7)", plan.Output, StringComparison.Ordinal);
        Assert.Contains("Predicted:", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresCluster.Password, plan.Output + plan.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_does_not_exist_is_refused_by_name()
    {
        using var directory = new TestDirectory();

        var plan = await CliRun.RunAsync(directory.Path, "data", "plan", "--source", await CreateAsync("CREATE TABLE items (id integer PRIMARY KEY)"), "--only", "itmes");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("itmes", plan.Error, StringComparison.Ordinal);
    }

    private static async Task<string> CreateAsync(string schema) => await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync(schema);
}
