using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Translate;

namespace AdminApp.Data.Tests.DataMigration.Translate;

public sealed class EdgeTests
{
    private static string Columns(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"c{i} bool"));

    // As wide as PostgreSQL makes them, nearly: its limit is 1,600 columns.
    [Fact]
    public async Task A_table_of_1500_columns_is_one_table()
    {
        using var scene = await MapScene.OfAsync($"CREATE TABLE wide ({Columns(1500)})");

        Assert.Equal(1500, scene.Table("wide").Columns.Count);
        Assert.Equal("1500", scene.Target.Query("SELECT count(*) FROM pragma_table_info('wide')")[0][0]);
    }

    [Fact]
    public async Task A_key_to_a_table_left_out_is_kept()
    {
        using var scene = await MapScene.OfAsync("CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int CONSTRAINT to_p REFERENCES p)", new TranslateOptions([], ["p"]));

        Assert.DoesNotContain("REFERENCES", scene.Sql("c"), StringComparison.Ordinal);
        Assert.Equal("the table it refers to is not copied", scene.Outcome("constraint", "to_p").Reason);
    }

    [Fact]
    public async Task A_key_that_is_not_valid_is_made_when_all_rows_obey_it_and_kept_with_their_number_otherwise()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE "C x" (good int, bad int); INSERT INTO p VALUES (1); INSERT INTO "C x" VALUES (1, 2), (NULL, 3), (1, NULL);
            ALTER TABLE "C x" ADD CONSTRAINT good FOREIGN KEY (good) REFERENCES p NOT VALID, ADD CONSTRAINT bad FOREIGN KEY (bad) REFERENCES p NOT VALID;
            """);

        Assert.Equal(ObjectOutcome.Changed, scene.Outcome("constraint", "good").Outcome);
        Assert.Contains("CONSTRAINT \"good\" FOREIGN KEY", scene.Sql("C x"), StringComparison.Ordinal);
        Assert.Equal(ObjectOutcome.Kept, scene.Outcome("constraint", "bad").Outcome);
        Assert.Equal("it is NOT VALID, and 2 rows break it; SQLite would report them", scene.Outcome("constraint", "bad").Reason);
        Assert.DoesNotContain("\"bad\" FOREIGN", scene.Sql("C x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circles_of_deferrable_keys_hold_at_the_end_of_a_transaction()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL); CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a DEFERRABLE INITIALLY DEFERRED);
            ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b DEFERRABLE INITIALLY DEFERRED;
            """);

        scene.Target.Execute("PRAGMA foreign_keys = ON; BEGIN; INSERT INTO a VALUES (1, 2); INSERT INTO b VALUES (2, 1); COMMIT");

        Assert.Equal("1", scene.Target.Query("SELECT count(*) FROM a JOIN b ON a.b = b.id")[0][0]);
    }

    [Fact]
    public async Task A_key_to_a_unique_index_works_in_SQLite()
    {
        using var scene = await MapScene.OfAsync("CREATE TABLE p (x int, y text, UNIQUE (x, y)); CREATE TABLE c (y text, x int, FOREIGN KEY (x, y) REFERENCES p (x, y))");

        scene.Target.Execute("PRAGMA foreign_keys = ON; INSERT INTO p VALUES (1, 'a'); INSERT INTO c VALUES ('a', 1)");

        Assert.ThrowsAny<Exception>(() => scene.Target.Execute("INSERT INTO c VALUES ('b', 1)"));
    }

    [Fact]
    public async Task Columns_named_like_the_number_of_a_row_leave_it_another_name_or_none()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TABLE one (rowid text); CREATE TABLE two (rowid text, "_ROWID_" text); CREATE TABLE three (rowid text, _rowid_ text, "oid" text);
            CREATE TABLE key (rowid text, _rowid_ text, "oid" int PRIMARY KEY);
            """);

        Assert.Equal("_rowid_", scene.Table("one").RowId);
        Assert.Equal("oid", scene.Table("two").RowId);
        Assert.Null(scene.Table("three").RowId);
        Assert.Equal("oid", scene.Table("key").RowId);
    }

    [Fact]
    public async Task Names_that_are_reserved_clash_or_hold_quotes_find_a_place()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE SCHEMA "o""dd 'x"; CREATE TABLE "o""dd 'x"."select" ("group" int PRIMARY KEY, "Group" int, "a""b" text); CREATE TABLE "T" (id int); CREATE TABLE t (id int); CREATE TABLE sqlite_x (id int);
            CREATE TABLE "o""dd 'x".child (g int REFERENCES "o""dd 'x"."select");
            """);

        Assert.Equal("o\"dd 'x__select", scene.Table("o\"dd 'x.select").Target);
        Assert.Equal(["group", "Group_2", "a\"b"], scene.Table("o\"dd 'x.select").Columns.Select(column => column.Target));
        Assert.Equal(["T", "t_2", "t_sqlite_x"], scene.Map.Tables.Where(table => table.Schema == "public").Select(table => table.Target).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_kind_of_index_is_made_or_kept_with_its_reason()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TABLE t (a int, b text, c int[], r int4range, n numeric);
            CREATE INDEX i_btree ON t (a DESC NULLS LAST, b); CREATE INDEX i_hash ON t USING hash (b); CREATE INDEX i_gin ON t USING gin (c); CREATE INDEX i_gist ON t USING gist (r);
            CREATE INDEX i_spgist ON t USING spgist (b); CREATE INDEX i_brin ON t USING brin (a); CREATE INDEX i_part ON t (a) WHERE a > 3; CREATE INDEX i_expr ON t (lower(b));
            CREATE UNIQUE INDEX i_include ON t (a) INCLUDE (b); CREATE INDEX i_numeric ON t (n);
            """);

        foreach (var kept in new[] { "gin", "gist", "spgist", "brin" })
            Assert.Equal($"SQLite has no {kept} indexes", scene.Outcome("index", "i_" + kept).Reason);
        Assert.Equal(["i_btree", "i_expr", "i_hash", "i_include", "i_numeric", "i_part"], scene.Map.Late.Select(late => late.Name).Order(StringComparer.Ordinal));
    }
}
