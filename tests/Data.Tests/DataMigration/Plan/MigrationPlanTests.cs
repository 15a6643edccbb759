using AdminApp.Data.DataMigration.Mapping;
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
    public async Task The_prediction_is_for_all_tables_and_not_for_the_largest_alone()
    {
        const string table = "CREATE TABLE {0} AS SELECT i AS id, 'item ' || i AS name FROM generate_series(1, 20000) i; ";

        var one = await MakeAsync(await PlainAsync(table.Replace("{0}", "a", StringComparison.Ordinal) + "ANALYZE"));
        var three = await MakeAsync(await PlainAsync(string.Concat("abc".Select(name => table.Replace("{0}", $"{name}", StringComparison.Ordinal))) + "ANALYZE"));

        Assert.InRange(three.PredictedBytes, one.PredictedBytes * 2.7, one.PredictedBytes * 3.3);
    }

    [Fact]
    public async Task Counts_go_over_all_partitions_and_over_more_columns_than_one_query_takes()
    {
        var plan = await MakeAsync(await PlainAsync("""
            DO $$ BEGIN EXECUTE 'CREATE TABLE wide (' || (SELECT string_agg(format('c%s float8', i), ', ') FROM generate_series(1, 600) i) || ')'; END $$;
            INSERT INTO wide (c1, c600) VALUES ('NaN', NULL), ('NaN', 'NaN'), (0, '-0');
            CREATE TABLE parts (id int PRIMARY KEY, f float8) PARTITION BY RANGE (id);
            CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
            CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (10) TO (20);
            CREATE TABLE parts_3 PARTITION OF parts FOR VALUES FROM (20) TO (30);
            INSERT INTO parts VALUES (1, 1), (11, 'NaN'), (12, 'NaN'), (21, 'NaN'), (22, 2)
            """));

        Assert.Equal([("parts", 5L), ("wide", 3L)], plan.Tables.Select(table => (table.Name, table.Rows)).Order());
        Assert.Equal(
            [("parts.f", "float-nan", 3L), ("wide.c1", "float-nan", 2L), ("wide.c600", "float-nan", 1L), ("wide.c600", "float-negative-zero", 1L)],
            plan.Findings.Where(finding => finding.Severity == PlanSeverity.Sidecar).Select(finding => (finding.Object, finding.Code, finding.Count)).Order());
        Assert.Equal("id 11", Assert.Single(plan.Findings, finding => finding.Object == "parts.f").Example);
    }

    [Fact]
    public async Task What_is_worst_comes_first()
    {
        var plan = await MakeAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync(Risks));

        Assert.Equal(plan.Findings.Select(finding => finding.Severity).OrderDescending(), plan.Findings.Select(finding => finding.Severity));
        Assert.Equal(3, plan.Findings.Select(finding => finding.Severity).Distinct().Count());
    }

    [Fact]
    public async Task The_first_and_the_last_time_a_program_can_read_and_28_digits_are_no_findings()
    {
        var plan = await MakeAsync(await PlainAsync("""
            CREATE TABLE edges (id int PRIMARY KEY, day date, moment timestamp, n numeric(40,2));
            INSERT INTO edges VALUES (1, '0001-01-01', '0001-01-01', 12345678901234567890123456.78), (2, '9999-12-31', '9999-12-31 23:59:59.999999', 0);
            CREATE TABLE beyond (id int PRIMARY KEY, day date, moment timestamp, n numeric(40,2));
            INSERT INTO beyond VALUES (1, '10000-01-01', '10000-01-01', 123456789012345678901234567.89), (2, '0001-12-31 BC', '0001-12-31 23:59:59.999999 BC', 0)
            """));

        Assert.Equal(
            [("beyond.day", "time-range", 2L), ("beyond.moment", "time-range", 2L), ("beyond.n", "numeric-digits", 1L)],
            plan.Findings.Select(finding => (finding.Object, finding.Code, finding.Count)).Order());
    }

    [Theory]
    [InlineData(10_000_000, false)]
    [InlineData(30_000_000, true)]
    public void A_value_too_long_for_SQLite_is_looked_for_where_there_is_room_for_one_and_blocks(long tableBytes, bool looked)
    {
        var column = new MappedColumn { Source = "s", Target = "s", Type = "text", Encoding = ValueEncoding.Text, Wire = WireKind.Text, BinarySelect = "s", TextSelect = "s" };
        var table = new MappedTable { Id = 1, Schema = "public", Source = "t", Target = "t", Parts = [], Columns = [column], Key = [], RowId = null, HasIntegerKey = false, SourceBytes = tableBytes };

        var risks = ValueRisks.Of(table, CopyMode.Translate, serverVersion: 15);

        (string, PlanSeverity)[] expected = looked ? [("value-too-long", PlanSeverity.Blocks)] : [];
        Assert.Equal(expected, risks.Select(risk => (risk.Code, risk.Severity)));
    }

    [Fact]
    public async Task A_table_the_user_may_not_read_blocks_and_so_does_row_security_that_hides_rows()
    {
        var source = await PlainAsync($"""
            CREATE TABLE closed (id integer PRIMARY KEY); CREATE TABLE guarded (id integer PRIMARY KEY); CREATE TABLE open (id integer PRIMARY KEY);
            ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
            DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plan_reader') THEN CREATE ROLE plan_reader LOGIN PASSWORD '{PostgresCluster.Password}'; END IF; END $$;
            GRANT SELECT ON open, guarded TO plan_reader;
            CREATE TABLE own (id integer PRIMARY KEY); ALTER TABLE own OWNER TO plan_reader; ALTER TABLE own ENABLE ROW LEVEL SECURITY;
            CREATE TABLE forced (id integer PRIMARY KEY); ALTER TABLE forced OWNER TO plan_reader; ALTER TABLE forced ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY
            """);
        var reader = new NpgsqlConnectionStringBuilder(source) { Username = "plan_reader" }.ConnectionString;

        var plan = await MakeAsync(reader);

        Assert.Contains(plan.Findings, finding => finding is { Code: "no-privilege", Object: "closed", Severity: PlanSeverity.Blocks });
        Assert.Contains(plan.Findings, finding => finding is { Code: "row-security", Object: "guarded", Severity: PlanSeverity.Blocks });
        Assert.Contains(plan.Findings, finding => finding is { Code: "row-security", Object: "forced", Severity: PlanSeverity.Blocks });
        Assert.DoesNotContain(plan.Findings, finding => finding is { Object: "open" } or { Object: "own", Severity: PlanSeverity.Blocks });
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
