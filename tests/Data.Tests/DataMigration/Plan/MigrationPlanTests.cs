using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Translate;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Plan;

public sealed class MigrationPlanTests
{
    private static readonly string Risks = Repository.Path("tests", "Data.Tests", "DataMigration", "Plan", "risks.sql");

    [Theory]
    [InlineData("float-nan", "readings.required", PlanSeverity.Blocks, 1, "id 2")]
    [InlineData("float-nan", "readings.optional", PlanSeverity.Sidecar, 1, "id 1")]
    [InlineData("float-nan", "readings.single", PlanSeverity.Sidecar, 1, "id 3")]
    [InlineData("float-negative-zero", "readings.optional", PlanSeverity.Sidecar, 1, "id 2")]
    [InlineData("float-negative-zero", "readings.single", PlanSeverity.Sidecar, 1, "id 2")]
    [InlineData("numeric-scale", "readings.amount", PlanSeverity.Sidecar, 1, "id 2")]
    [InlineData("numeric-special", "readings.amount", PlanSeverity.Harmless, 1, "id 3")]
    [InlineData("numeric-digits", "readings.wide", PlanSeverity.Harmless, 1, "id 2")]
    [InlineData("time-infinity", "readings.day", PlanSeverity.Harmless, 1, "id 2")]
    [InlineData("time-range", "readings.day", PlanSeverity.Harmless, 1, "id 3")]
    [InlineData("time-infinity", "readings.moment", PlanSeverity.Harmless, 1, "id 2")]
    [InlineData("time-range", "readings.moment", PlanSeverity.Harmless, 1, "id 3")]
    [InlineData("time-infinity", "readings.instant", PlanSeverity.Harmless, 1, "id 2")]
    [InlineData("time-range", "readings.instant", PlanSeverity.Harmless, 1, "id 3")]
    [InlineData("json-surrogate", "readings.document", PlanSeverity.Harmless, 1, "id 2")]
    [InlineData("orphans", "children.children_parent_id_fkey", PlanSeverity.Blocks, 1, "parent_id 77")]
    [InlineData("orphans", "children.children_later_fkey", PlanSeverity.Harmless, 1, "later_id 88")]
    public async Task Every_risky_value_is_counted_with_the_key_of_one(string code, string place, PlanSeverity severity, long count, string example)
    {
        var plan = await MakeAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync(Risks));

        var finding = Assert.Single(plan.Findings, finding => finding.Code == code && finding.Object == place);
        Assert.Equal((severity, count, example), (finding.Severity, finding.Count, finding.Example));
    }

    [Fact]
    public async Task Harmless_values_are_no_findings()
    {
        var plan = await MakeAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync(Risks));

        Assert.DoesNotContain(plan.Findings, finding => finding.Object is "readings.id" or "keyless.name");
        Assert.Equal(3, plan.Tables.Single(table => table.Name == "readings").Rows);
        Assert.False(plan.Ok);
        Assert.Contains("keyless", Assert.Single(plan.Streaming.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_database_has_no_findings_and_a_prediction()
    {
        var source = await PlainAsync("CREATE TABLE items (id integer PRIMARY KEY, name text NOT NULL, price numeric(10,2)); "
            + "INSERT INTO items SELECT i, 'item ' || i, i FROM generate_series(1, 20000) i; ANALYZE");

        var plan = await MakeAsync(source);

        Assert.Empty(plan.Findings);
        Assert.True(plan.Ok);
        Assert.True(plan.Streaming.Possible, string.Join("; ", plan.Streaming.Reasons));
        Assert.InRange(plan.PredictedSeconds, 0.5, 60);
        Assert.InRange(plan.PredictedBytes, 20_000 * 20, 20_000 * 200);
    }

    [Fact]
    public async Task A_table_the_user_may_not_read_blocks_and_so_does_row_security_that_hides_rows()
    {
        var source = await PlainAsync($"""
            CREATE TABLE closed (id integer PRIMARY KEY); CREATE TABLE guarded (id integer PRIMARY KEY); CREATE TABLE open (id integer PRIMARY KEY);
            ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
            DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plan_reader') THEN CREATE ROLE plan_reader LOGIN PASSWORD '{PostgresCluster.Password}'; END IF; END $$;
            GRANT SELECT ON open, guarded TO plan_reader
            """);
        var reader = new NpgsqlConnectionStringBuilder(source) { Username = "plan_reader" }.ConnectionString;

        var plan = await MakeAsync(reader);

        Assert.Contains(plan.Findings, finding => finding is { Code: "no-privilege", Object: "closed", Severity: PlanSeverity.Blocks });
        Assert.Contains(plan.Findings, finding => finding is { Code: "row-security", Object: "guarded", Severity: PlanSeverity.Blocks });
        Assert.DoesNotContain(plan.Findings, finding => finding.Object == "open");
        Assert.Contains(plan.Streaming.Reasons, reason => reason.Contains("may not replicate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Large_objects_block()
    {
        var plan = await MakeAsync(await PlainAsync("SELECT lo_from_bytea(0, 'abc')"));

        Assert.Equal(1, Assert.Single(plan.Findings, finding => finding is { Code: "large-objects", Severity: PlanSeverity.Blocks }).Count);
    }

    private static async Task<string> PlainAsync(string sql) => await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync(sql);

    private static Task<MigrationPlan> MakeAsync(string source) => Task.Run(() =>
    {
        using var session = PostgresSource.Open(SourceAddress.Parse(source), CancellationToken.None);
        return MigrationPlanner.Make(session, TranslateMapper.Map(session, new TranslateOptions([], []), CancellationToken.None), CancellationToken.None);
    });
}
