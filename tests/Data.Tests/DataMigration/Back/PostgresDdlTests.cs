using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Ddl;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Back;

public sealed class PostgresDdlTests
{
    [Fact]
    public async Task The_torture_schema_comes_back_as_pg_dump_sees_it() => await RequireSameSchemaAsync(await TortureData.CreateDatabaseAsync());

    [Fact]
    public async Task The_origin_schema_comes_back_as_pg_dump_sees_it() => await RequireSameSchemaAsync(await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync());

    [Fact]
    public async Task Nothing_of_the_torture_schema_is_left_out()
    {
        using var source = PostgresSource.Open(SourceAddress.Parse(await TortureData.CreateDatabaseAsync()), CancellationToken.None);

        Assert.Empty(PostgresDdl.Read(source, null, CancellationToken.None).Unsupported);
    }

    [Fact]
    public async Task What_cannot_be_made_anew_is_named()
    {
        var database = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await ExecuteAsync(database, """
            CREATE FOREIGN DATA WRAPPER nothing;
            CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
            CREATE USER MAPPING FOR PUBLIC SERVER nowhere OPTIONS (password 'secret');
            CREATE TYPE shell;
            CREATE FUNCTION takes_shell(shell) RETURNS cstring LANGUAGE internal AS 'int4out';
            DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS ''ours''', current_database()); EXECUTE format('ALTER DATABASE %I SET work_mem = ''5MB''', current_database()); END $$;
            CREATE TABLE parent (a integer);
            CREATE TABLE child (b integer) INHERITS (parent);
            ALTER TABLE parent ADD COLUMN c integer;
            SELECT lo_create(4711);
            """);
        using var source = PostgresSource.Open(SourceAddress.Parse(database), CancellationToken.None);

        var names = PostgresDdl.Read(source, null, CancellationToken.None).Unsupported
            .Select(item => item.Kind.StartsWith("database", StringComparison.Ordinal) ? item.Kind : $"{item.Kind} {item.Name}").ToArray();

        Assert.Equal(
            ["database comment", "database setting", "function takes_shell(public.shell)", "large object 4711", "order of columns child", "type shell", "user mapping public on server nowhere"],
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Views_and_functions_that_need_each_other_come_back_as_pg_dump_sees_them()
    {
        await RequireSameSchemaAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("""
            CREATE TABLE t (a integer PRIMARY KEY);
            CREATE TYPE pair AS (x integer, y text);
            CREATE VIEW rows_of AS SELECT 1 AS a;
            CREATE FUNCTION f() RETURNS SETOF rows_of LANGUAGE sql AS 'SELECT a FROM public.t';
            CREATE OR REPLACE VIEW rows_of AS SELECT a FROM f();
            COMMENT ON VIEW rows_of IS 'a loop'; GRANT SELECT ON rows_of TO PUBLIC;
            CREATE VIEW later AS SELECT * FROM rows_of;
            CREATE VIEW body AS SELECT 1 AS a;
            CREATE FUNCTION g() RETURNS integer LANGUAGE sql RETURN (SELECT a FROM body);
            CREATE OR REPLACE VIEW body AS SELECT CASE WHEN false THEN g() ELSE 2 END AS a;
            CREATE VIEW "Many" AS SELECT 'a'::varchar(5) COLLATE "C" AS "its name", NULL::pair AS p, NULL::t AS r, ARRAY[1.5]::numeric(6,2)[] AS n;
            CREATE FUNCTION h("Many") RETURNS text LANGUAGE sql AS 'SELECT $1."its name"';
            CREATE FUNCTION many() RETURNS SETOF "Many" LANGUAGE plpgsql AS 'BEGIN END';
            CREATE OR REPLACE VIEW "Many" WITH (security_barrier = true) AS SELECT "its name", p, r, n FROM many();
            ALTER VIEW "Many" ALTER COLUMN "its name" SET DEFAULT 'q';
            CREATE VIEW bare AS SELECT;
            CREATE FUNCTION nothing() RETURNS SETOF bare LANGUAGE sql AS 'SELECT';
            CREATE OR REPLACE VIEW bare AS SELECT FROM nothing();
            CREATE MATERIALIZED VIEW filled AS SELECT * FROM later;
            CREATE RULE quiet AS ON INSERT TO later DO INSTEAD NOTHING;
            """));
    }

    [Fact]
    public async Task What_needs_each_other_and_is_no_view_is_named()
    {
        var database = await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("""
            CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
            CREATE MATERIALIZED VIEW m AS SELECT f() AS a;
            CREATE OR REPLACE FUNCTION f() RETURNS integer LANGUAGE sql RETURN (SELECT a FROM m);
            """);

        var item = Assert.Single(Unsupported(database));

        Assert.Equal("mutual need", item.Kind);
        Assert.Contains("materialized view m", item.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_a_type_that_cannot_be_made_is_named_with_it()
    {
        var database = await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("""
            CREATE TYPE mine;
            CREATE FUNCTION mine_in(cstring) RETURNS mine LANGUAGE internal STRICT IMMUTABLE AS 'textin';
            CREATE FUNCTION mine_out(mine) RETURNS cstring LANGUAGE internal STRICT IMMUTABLE AS 'textout';
            CREATE TYPE mine (INPUT = mine_in, OUTPUT = mine_out, LIKE = text);
            CREATE TABLE t (a integer PRIMARY KEY, m mine);
            CREATE VIEW v AS SELECT m FROM t;
            CREATE TABLE u (a integer REFERENCES t);
            """);

        var lost = Unsupported(database);

        Assert.Equal(
            ["constraint t_pkey", "foreign key u_a_fkey", "function mine_in(cstring)", "function mine_out(public.mine)", "table t", "type mine", "view v"],
            lost.Select(item => $"{item.Kind} {item.Name}").Order(StringComparer.Ordinal));
        Assert.All(lost, item => Assert.StartsWith("there is no statement", item.ToOutcome().Reason, StringComparison.Ordinal));
        Assert.Contains("password", new UnsupportedObject("user mapping", "", "x").ToOutcome().Reason, StringComparison.Ordinal);
        Assert.Contains("as a whole", new UnsupportedObject("database comment", "", "x").ToOutcome().Reason, StringComparison.Ordinal);
        Assert.Contains("those of the parent first", new UnsupportedObject("order of columns", "", "x").ToOutcome().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_children_have_of_their_own_comes_back_as_pg_dump_sees_it()
    {
        await RequireSameSchemaAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("""
            CREATE TABLE parent (a integer DEFAULT 1, g integer GENERATED ALWAYS AS (a * 2) STORED);
            CREATE TABLE turned (b integer, a integer, g integer GENERATED ALWAYS AS (a * 2) STORED);
            ALTER TABLE turned INHERIT parent;
            CREATE TABLE bare (b integer) INHERITS (parent);
            ALTER TABLE bare ALTER a DROP DEFAULT;
            CREATE TABLE other (a integer DEFAULT 7, x text) INHERITS (parent);
            CREATE TABLE below () INHERITS (bare);
            ALTER TABLE below ALTER a SET DEFAULT 9, ALTER a SET NOT NULL;
            CREATE TABLE whole (id integer, k integer DEFAULT 3, v text) PARTITION BY LIST (k);
            CREATE TABLE attached (v text DEFAULT 'own' NOT NULL, id integer, k integer);
            ALTER TABLE whole ATTACH PARTITION attached FOR VALUES IN (3);
            CREATE TABLE part PARTITION OF whole (v DEFAULT 'two', CHECK (id > 0)) FOR VALUES IN (4);
            CREATE MATERIALIZED VIEW m AS SELECT 1 AS a, 'x'::text AS b;
            ALTER MATERIALIZED VIEW m ALTER COLUMN b SET STATISTICS 10;
            ALTER MATERIALIZED VIEW m ALTER COLUMN b SET STORAGE EXTERNAL;
            """));
    }

    private static IReadOnlyList<UnsupportedObject> Unsupported(string database)
    {
        using var source = PostgresSource.Open(SourceAddress.Parse(database), CancellationToken.None);
        return PostgresDdl.Read(source, null, CancellationToken.None).Unsupported;
    }

    [Fact]
    public async Task Servers_and_what_watches_or_publishes_the_database_come_back_as_pg_dump_sees_them()
    {
        var database = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await ExecuteAsync(database, """
            CREATE SCHEMA app;
            CREATE TABLE app.t (id integer PRIMARY KEY, a text, b integer);
            CREATE FOREIGN DATA WRAPPER nothing OPTIONS (debug 'it''s');
            COMMENT ON FOREIGN DATA WRAPPER nothing IS 'a wrapper';
            CREATE SERVER "Nowhere" TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER nothing OPTIONS (host 'h');
            COMMENT ON SERVER "Nowhere" IS 'a server';
            GRANT USAGE ON FOREIGN SERVER "Nowhere" TO PUBLIC;
            CREATE FOREIGN TABLE far_away (id integer OPTIONS (name 'ID') NOT NULL, t text COLLATE "C" DEFAULT 'q', CONSTRAINT positive CHECK (id > 0)) SERVER "Nowhere" OPTIONS (tab 't');
            COMMENT ON COLUMN far_away.id IS 'a column';
            CREATE VIEW on_far_away AS SELECT * FROM far_away;
            CREATE TABLE whole (k integer, v text) PARTITION BY LIST (k);
            CREATE TABLE near PARTITION OF whole FOR VALUES IN (1);
            CREATE FOREIGN TABLE far_part PARTITION OF whole FOR VALUES IN (2) SERVER "Nowhere";
            CREATE TABLE base (id integer);
            CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update');
            CREATE PUBLICATION of_schema FOR TABLES IN SCHEMA app, TABLE base WITH (publish_via_partition_root = true);
            CREATE PUBLICATION some_rows FOR TABLE app.t (id, a) WHERE (b > 3 AND a IS NOT NULL), base;
            COMMENT ON PUBLICATION some_rows IS 'a publication';
            CREATE EVENT TRIGGER dropped ON sql_drop WHEN TAG IN ('DROP TABLE', 'DROP VIEW') EXECUTE FUNCTION watch();
            ALTER EVENT TRIGGER dropped ENABLE ALWAYS;
            COMMENT ON EVENT TRIGGER dropped IS 'an event trigger';
            CREATE EVENT TRIGGER watcher ON ddl_command_end EXECUTE FUNCTION watch();
            """);

        await RequireSameSchemaAsync(database);
    }

    [Fact]
    public async Task What_teaches_the_server_something_comes_back_as_pg_dump_sees_it()
    {
        var database = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await ExecuteAsync(database, """
            CREATE SCHEMA app;
            CREATE FUNCTION app.compare(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp(abs($1), abs($2))';
            CREATE FUNCTION app.less(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1) < abs($2)';
            CREATE OPERATOR app.|<| (FUNCTION = app.less, LEFTARG = integer, RIGHTARG = integer);
            CREATE OPERATOR CLASS app.abs_ops FOR TYPE integer USING btree AS OPERATOR 1 app.|<|, FUNCTION 1 app.compare(integer, integer);
            COMMENT ON OPERATOR CLASS app.abs_ops USING btree IS 'a class';
            CREATE TABLE t (b integer);
            CREATE INDEX by_abs ON t (b app.abs_ops);
            CREATE OPERATOR FAMILY app.loose USING btree;
            ALTER OPERATOR FAMILY app.loose USING btree ADD OPERATOR 1 < (integer, bigint), FUNCTION 1 (integer, bigint) btint48cmp(integer, bigint);
            COMMENT ON OPERATOR FAMILY app.loose USING btree IS 'a family';
            CREATE CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
            CREATE TRUSTED LANGUAGE our_plpgsql HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
            COMMENT ON LANGUAGE our_plpgsql IS 'a language';
            REVOKE USAGE ON LANGUAGE our_plpgsql FROM PUBLIC;
            CREATE FUNCTION app.of_language() RETURNS integer LANGUAGE our_plpgsql AS 'BEGIN RETURN 1; END';
            CREATE TEXT SEARCH TEMPLATE app.template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
            CREATE TEXT SEARCH PARSER app.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
            CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = app.parser);
            CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
            COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'a transform';
            CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
            CREATE TABLE in_heap_too (id integer) USING heap_too;
            CREATE EXTENSION hstore;
            CREATE FUNCTION app.leans() RETURNS integer LANGUAGE sql AS 'SELECT 1';
            ALTER FUNCTION app.leans() DEPENDS ON EXTENSION hstore;
            """);

        await RequireSameSchemaAsync(database);
    }

    [Fact]
    public async Task A_check_that_calls_a_function_on_the_tables_own_row_is_made_after_both()
    {
        var database = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await ExecuteAsync(database, """
            CREATE TABLE loop (a integer);
            CREATE FUNCTION fine(loop) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
            ALTER TABLE loop ADD CONSTRAINT is_fine CHECK (fine(loop.*));
            CREATE FUNCTION number() RETURNS bigint LANGUAGE sql RETURN (SELECT count(a) FROM loop);
            ALTER TABLE loop ADD COLUMN b bigint DEFAULT number();
            """);

        await RequireSameSchemaAsync(database);
    }

    private static async Task RequireSameSchemaAsync(string original)
    {
        IReadOnlyList<PostgresObject> objects;
        using (var source = PostgresSource.Open(SourceAddress.Parse(original), CancellationToken.None))
            objects = PostgresDdl.Read(source, null, CancellationToken.None).Objects;
        var copy = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await ExecuteAsync(copy, ["SET check_function_bodies = off", "SELECT pg_catalog.set_config('search_path', '', false)", .. objects.Select(item => item.Command)]);

        Assert.Equal("", PostgresDump.Difference(await PostgresDump.TakeAsync(original, schemaOnly: true), await PostgresDump.TakeAsync(copy, schemaOnly: true)));
    }

    private static async Task ExecuteAsync(string database, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var sql in statements)
        {
            try
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException error)
            {
                throw new InvalidOperationException($"{error.MessageText}: {sql}", error);
            }
        }
        await transaction.CommitAsync();
    }
}
