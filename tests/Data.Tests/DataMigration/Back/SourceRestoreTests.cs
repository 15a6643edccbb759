using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Back;

public sealed class SourceRestoreTests
{
    [Fact]
    public async Task Everything_PostgreSQL_offers_comes_back_as_pg_dump_sees_it()
    {
        using var scene = await RestoreScene.OfAsync(await TortureData.CreateDatabaseAsync());
        await scene.CopyAsync();

        var report = await scene.RestoreAsync();

        Assert.Equal("", await scene.DifferenceAsync());
        Assert.Empty(report.Skipped);
        Assert.Empty(report.TablesWithoutRows);
    }

    [Fact]
    public async Task The_origin_comes_back_as_pg_dump_sees_it()
    {
        using var scene = await RestoreScene.OfAsync(await OriginData.CreateDatabaseAsync(parties: 60));
        await scene.CopyAsync();

        await scene.RestoreAsync();

        Assert.Equal("", await scene.DifferenceAsync());
    }

    [Fact]
    public async Task A_tenant_goes_back_with_its_NULLs_and_without_what_the_application_added()
    {
        using var scene = await RestoreScene.OfAsync(await OriginData.CreateDatabaseAsync(parties: 60));
        await scene.CopyAsync(DataCopyMode.Model);

        var report = await scene.RestoreAsync();

        Assert.Equal(["alembic_version"], report.TablesWithoutRows);
        await PostgresCluster.ExecuteAsync(scene.Source, "DELETE FROM alembic_version");
        Assert.Equal("", await scene.DifferenceAsync());
    }

    [Fact]
    public async Task What_was_written_since_the_copy_comes_back_instead_of_what_was_there()
    {
        using var scene = await RestoreScene.CopiedAsync("CREATE TABLE t (id int PRIMARY KEY, a float8, s text); INSERT INTO t VALUES (1, 'NaN', 'x'), (2, 'NaN', 'y')");
        scene.Plant("UPDATE t SET a = 2.5 WHERE id = 1; INSERT INTO t VALUES (3, NULL, 'tab' || char(9) || '\\N')");

        await scene.RestoreAsync();

        Assert.Equal("1|2.5|x,2|NaN|y,3||tab\t\\N", await RestoreScene.AskAsync(scene.Target, "SELECT string_agg(concat_ws('|', id, coalesce(a::text, ''), s), ',' ORDER BY id) FROM t"));
    }

    [Fact]
    public async Task Every_character_and_every_state_of_a_sequence_come_back()
    {
        using var scene = await RestoreScene.CopiedAsync("""
            CREATE TABLE t (code int, alone text, among text);
            INSERT INTO t SELECT i, chr(i), 'n' || chr(i) || '\N' || chr(i) FROM generate_series(1, 300) i;
            INSERT INTO t VALUES (NULL, '', NULL), (0, '\N', '\.');
            CREATE SEQUENCE fresh; CREATE SEQUENCE used; CREATE SEQUENCE reset START 3;
            SELECT setval('used', 7), setval('reset', 9, false)
            """);

        await scene.RestoreAsync();

        Assert.Equal("", await scene.DifferenceAsync());
    }

    [Fact]
    public async Task Exact_values_of_a_table_that_leaves_no_name_for_its_row_numbers_come_back()
    {
        using var scene = await RestoreScene.CopiedAsync("""
            CREATE TABLE t (rowid int, _rowid_ int, oid int, n numeric, f float8);
            INSERT INTO t SELECT i, NULL, i, CASE i % 2 WHEN 0 THEN 1.50 ELSE 1.5 END, CASE i % 3 WHEN 0 THEN '-0'::float8 WHEN 1 THEN 'NaN' ELSE i END FROM generate_series(1, 20) i;
            """);

        await scene.RestoreAsync();
        var verified = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scene.Target, TargetFile = scene.File }, default);

        Assert.Equal("", await scene.DifferenceAsync());
        Assert.True(verified.Ok, verified.ToJson());
    }

    [Fact]
    public async Task What_the_target_database_is_set_to_changes_nothing()
    {
        using var scene = await RestoreScene.CopiedAsync("""
            CREATE TABLE t (i interval DEFAULT '-1 days +02:03:00', d date CHECK (d > '1900-02-01'), z timestamptz DEFAULT '2020-02-01 00:00+00', b bytea, x xml, f float8, s text DEFAULT 'a\b');
            CREATE FUNCTION reads() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t';
            INSERT INTO t VALUES ('-1 day +02:03:04.5', '2020-02-01', '2020-02-01 03:04:05.6+07', '\x5c00ff', 'text <a/> more', 0.1::float8 + 0.2::float8, 'a\b');
            CREATE TABLE parts (z timestamptz) PARTITION BY RANGE (z);
            CREATE TABLE part PARTITION OF parts FOR VALUES FROM ('2020-02-01 00:00+00') TO ('2020-03-01 00:00+00');
            """);
        var settings = new[] { "TimeZone = 'Asia/Tokyo'", "DateStyle = 'SQL, DMY'", "IntervalStyle = sql_standard", "xmloption = document", "bytea_output = escape", "search_path = pg_catalog" }.Select(setting => "SET " + setting).ToArray();
        await SetAsync(settings);
        await scene.RestoreAsync();
        // pg_dump shows things in the database's own time zone.
        await SetAsync("RESET ALL");

        Assert.Equal("", await scene.DifferenceAsync());

        Task SetAsync(params string[] changes) => PostgresCluster.ExecuteAsync(scene.Target, string.Concat(changes.Select(change =>
            $"DO $do$ BEGIN EXECUTE format($set$ALTER DATABASE %I {change}$set$, current_database()); END $do$;")));
    }

    [Fact]
    public async Task A_table_with_a_column_of_a_views_row_is_filled_after_the_view_is_there()
    {
        using var scene = await RestoreScene.CopiedAsync("""
            CREATE TABLE t (id serial PRIMARY KEY, s text, n int);
            CREATE VIEW v AS SELECT id, s, count(*) AS n FROM t GROUP BY id;
            CREATE TABLE holds (id int GENERATED ALWAYS AS IDENTITY, row v, later int REFERENCES t);
            INSERT INTO t (s) VALUES ('a');
            INSERT INTO holds (row, later) VALUES ('(1,a,1)', 1);
            """);

        await scene.RestoreAsync();

        Assert.Equal("", await scene.DifferenceAsync());
    }

    [Fact]
    public async Task A_table_of_which_no_definition_could_be_kept_is_named_and_the_rest_comes_back()
    {
        using var scene = await RestoreScene.CopiedAsync("""
            CREATE TYPE number;
            CREATE FUNCTION number_in(cstring) RETURNS number LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
            CREATE FUNCTION number_out(number) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
            CREATE TYPE number (INPUT = number_in, OUTPUT = number_out, LIKE = integer);
            CREATE TABLE odd (n number);
            INSERT INTO odd VALUES ('42');
            CREATE TABLE plain (id int);
            INSERT INTO plain VALUES (7);
            """);

        var report = await scene.RestoreAsync();

        Assert.Contains(report.Skipped, skip => skip is { Kind: "table", Name: "odd" });
        Assert.Equal("7", await RestoreScene.AskAsync(scene.Target, "SELECT id FROM plain"));
    }

    [Fact]
    public async Task An_owner_the_server_does_not_know_is_left_out_and_named()
    {
        var role = $"gone_{Guid.NewGuid():N}";
        using var scene = await RestoreScene.CopiedAsync($"CREATE ROLE {role}; CREATE TABLE owned (id int); INSERT INTO owned VALUES (7); ALTER TABLE owned OWNER TO {role}; GRANT SELECT ON owned TO {role}");
        await PostgresCluster.ExecuteAsync(scene.Source, $"REASSIGN OWNED BY {role} TO postgres; DROP OWNED BY {role}; DROP ROLE {role}");

        var report = await scene.RestoreAsync();

        Assert.Contains(report.Skipped, skip => skip is { Kind: "owner", Name: "owned" } && skip.Reason.Contains(role, StringComparison.Ordinal));
        Assert.Equal("7", await RestoreScene.AskAsync(scene.Target, "SELECT id FROM owned"));
    }

    [Fact]
    public async Task Whoever_owns_the_empty_database_can_restore_what_they_may()
    {
        var role = $"plain_{Guid.NewGuid():N}";
        using var scene = await RestoreScene.CopiedAsync("CREATE EXTENSION citext; COMMENT ON EXTENSION citext IS 'ours'; COMMENT ON SCHEMA public IS 'ours too'; CREATE TABLE t (id serial PRIMARY KEY, m money); INSERT INTO t (m) VALUES (1.5)");
        var target = new NpgsqlConnectionStringBuilder(scene.Target) { Username = role, Password = "tests-only" };
        await PostgresCluster.ExecuteAsync(scene.Target, $"CREATE ROLE {role} LOGIN PASSWORD 'tests-only'; ALTER DATABASE {target.Database} OWNER TO {role}");

        var report = await SourceRestore.RunAsync(new RestoreRequest(scene.File, target.ConnectionString), null, default);

        Assert.Equal("1.50", await RestoreScene.AskAsync(scene.Target, "SELECT m::numeric FROM t"));
        Assert.Equal("1", await RestoreScene.AskAsync(scene.Target, "SELECT last_value FROM t_id_seq"));
        Assert.Contains(report.Skipped, skip => skip.Kind == "owner" && skip.Name == "t");
    }

    [Fact]
    public async Task An_index_on_a_function_that_names_nothing_in_full_is_made()
    {
        using var scene = await RestoreScene.CopiedAsync("""
            CREATE FUNCTION inner_one(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper($1)';
            CREATE FUNCTION outer_one(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN inner_one($1); END';
            CREATE TABLE t (s text CHECK (outer_one(s) <> 'Z'));
            INSERT INTO t VALUES ('a');
            CREATE INDEX on_function ON t (outer_one(s));
            CREATE MATERIALIZED VIEW m AS SELECT outer_one(s) AS u FROM t;
            """);

        await scene.RestoreAsync();

        Assert.Equal("", await scene.DifferenceAsync());
        Assert.Equal("A", await RestoreScene.AskAsync(scene.Target, "SELECT u FROM m"));
    }
}
